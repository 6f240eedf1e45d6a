import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../../src/facts/cache.ts';
import { parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { formsOver, historiesOf, releaseAfter } from '../../../../src/markdown/dated/forms.ts';
import type { Form } from '../../../../src/markdown/dated/forms.ts';

const spec = cachedProtocolSpec(projectRoot, 4);
const release = (text: string): Release => parseRelease(text)!;
const last = release('20260812.183910');
const next = releaseAfter(last, spec)!;
const early = release('20260722.194641');
const afterEarly = releaseAfter(early, spec)!;

const form = (content: string, since?: Release, until?: Release): Form<string> => ({ content, span: { since, until } });
const same = (a: string, b: string): number => Number(a[0] === b[0]);

describe('the history of an entry', () => {
  it('joins forms that follow each other, newest first', () => {
    const [history, ...others] = historiesOf([form('a', undefined, last), form('b', next)], spec, same);
    expect(others).toEqual([]);
    expect(history).toEqual({ newest: form('b', next), before: [form('a', undefined, last)] });
  });

  it('says once what two neighbors say', () => {
    const forms = [form('a', undefined, early), form('a', afterEarly, last), form('b', next)];
    expect(historiesOf(forms, spec, same)).toEqual([{ newest: form('b', next), before: [form('a', undefined, last)] }]);
  });

  it('keeps apart what holds at once, and pairs what has most in common', () => {
    const forms = [form('x1', undefined, last), form('y1', undefined, last), form('y2', next), form('x2', next)];
    const pairs = historiesOf(forms, spec, same).map(({ newest, before }) => [newest.content, before[0]!.content]);
    expect(pairs).toEqual([
      ['y2', 'y1'],
      ['x2', 'x1'],
    ]);
  });

  it('does not join over a gap', () => {
    expect(historiesOf([form('a', undefined, early), form('a', next)], spec, same)).toHaveLength(2);
  });
});

describe('what a subject is over the releases', () => {
  it('has a form for each stretch, newest first, without ends where the protocol has them', () => {
    const forms = formsOver(spec, [{ until: last }, { since: next }], (at) => (at <= last ? 'old' : 'new'));
    expect(forms).toEqual([form('new', next), form('old', undefined, last)]);
  });

  it('is one form where it says the same, and none where it is not there', () => {
    expect(formsOver(spec, [{ until: last }, { since: next }], () => 'same')).toEqual([form('same')]);
    expect(formsOver(spec, [{ since: next }], (at) => (at < next ? undefined : 'new'))).toEqual([form('new', next)]);
  });
});
