import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.plant(
    'spec/protocol-3/messages/enrollment.yaml',
    '    cause: The token was revoked.\n',
    `    otherSide:
      - { side: orchestrator, note: Nothing., until: 20260105.100000.0 }
      - side: orchestrator
        text: 'Refused {token}'
        note: Without the reason.
        since: 20260105.200000.0
    cause: The token was revoked.
`,
  );
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

function expand(markdown: string): Promise<string> {
  return expandPage(project.root, 'docs/operators/troubleshoot.mdx', markdown);
}

describe('what the other side prints beside a message', () => {
  it('stands in the table as it is now, with what it was before', async () => {
    const markdown = await expand('<Messages phase="enrollment" />');
    expect(markdown).toContain('On the other side');
    const now = markdown.indexOf('Orchestrator: `Refused <token>`. Without the reason.');
    const before = markdown.indexOf('*Before 20260105.200000:');
    expect(now).toBeGreaterThan(0);
    expect(now).toBeLessThan(before);
    expect(markdown.indexOf('Orchestrator: Nothing.')).toBeGreaterThan(before);
  });

  it('stands in the entry of a single message', async () => {
    expect(await expand('<Message id="token-revoked" />')).toContain('Orchestrator: `Refused <token>`.');
  });
});
