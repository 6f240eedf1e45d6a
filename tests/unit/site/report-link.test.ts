import { describe, expect, it } from 'vitest';
import { editUrlOf, reportLink } from '../../../src/site/report-link.ts';

const page = {
  title: 'Tokens & machines',
  address: '/protocol-4/operators/tokens',
  version: 'Protocol 4',
  verified: '20260822.011157',
};

describe('the link that reports a problem', () => {
  it('carries page, version and release, and nothing of them breaks out of its parameter', () => {
    const url = new URL(reportLink('https://git.example/docs', page));
    expect(url.origin + url.pathname).toBe('https://git.example/docs/issues/new');
    expect([...url.searchParams.keys()]).toEqual(['title', 'body']);
    expect(url.searchParams.get('title')).toBe('Tokens & machines: ');
    expect(url.searchParams.get('body')).toContain('Page: /protocol-4/operators/tokens\n');
    expect(url.searchParams.get('body')).toContain('Protocol 4, verified against 20260822.011157');
  });
});

describe('the edit link', () => {
  it('exists only with a repository', () => {
    expect(editUrlOf('https://git.example/docs')).toBe('https://git.example/docs/edit/main/');
    expect(editUrlOf(undefined)).toBeUndefined();
  });
});
