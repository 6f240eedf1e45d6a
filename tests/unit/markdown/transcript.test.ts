import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

function recordingOf(release: string, printed: string): string {
  const process = (step: string, stdout: string): string =>
    `  - { terminal: operator, step: ${step}, command: x, directory: elsewhere, exitCode: 0, stdout: '${stdout}', stderr: '' }\n`;
  return `title: x\nrelease: ${release}\ndate: 2026-11-23\nprogram: source\nruntime: deno 2.8.3\nprocesses:\n${process('mint', printed)}${process('enter', '')}`;
}

beforeAll(() => {
  project = createSmallProject();
  project.write(
    'recordings/protocol-3/walkthrough/operators-start.yaml',
    recordingOf('20260106.100000.0', 'new token'),
  );
  project.write(
    'recordings/protocol-2/walkthrough/operators-start.yaml',
    recordingOf('20260103.100000.0', 'old token'),
  );
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

function expand(markdown: string, page = 'docs/operators/start.mdx'): Promise<string> {
  return expandPage(project.root, page, markdown);
}

describe('<Transcript> and <Look>', () => {
  it("show what a step of the page printed, at the page's protocol", async () => {
    expect(await expand('<Transcript step="mint" />')).toBe('```output\nnew token\n```\n');
    expect(await expand('<Transcript step="mint" />', 'versioned_docs/version-2/operators/start.mdx')).toContain(
      'old token',
    );
    expect(await expand('<Look step="mint" terminal="worker" until="x" />')).toContain('new token');
  });

  it('say that a step prints nothing', async () => {
    expect(await expand('<Transcript step="enter" />')).toBe('It prints nothing.\n');
  });

  it('name a step or page that has no recording', async () => {
    await expect(expand('<Transcript step="mnit" />')).rejects.toThrow("Did you mean 'mint'?");
    await expect(expand('<Transcript step="mint" />', 'docs/operators/stop.mdx')).rejects.toThrow(
      "no recording 'walkthrough/operators-stop'",
    );
  });
});
