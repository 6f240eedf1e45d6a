import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { bar } from '../../../src/markdown/bar.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';

const project = createSmallProject();
afterAll(() => project.remove());

const PAGE = 'docs/reference/page.mdx';
const widths = (markdown: string): number[] =>
  [...markdown.matchAll(/width="([\d.]+)" height="4" fill="var\(--accent\)"/g)].map(([, width]) => Number(width));

describe('bars', () => {
  it('are hidden from readers who hear the page, and are seen however short', () => {
    const [svg] = bar({ from: 0.5, to: 0.5 });
    expect(JSON.stringify(svg)).toContain('"name":"aria-hidden","value":"true"');
    expect(JSON.stringify(svg)).toContain('"name":"width","value":"1"');
  });

  it('show times on one scale, shortest first', async () => {
    const page = await expandPage(projectRoot, PAGE, '<TimeScale ids="queue-timeout queue-recheck" />');
    expect(page).toMatch(/Recheck of waiting steps\s*\| 5 s[^]*Wait for a matching worker\s*\| 10 minutes/);
    const [short, long] = widths(page);
    expect(long! / short!).toBeCloseTo(Math.log(600) / Math.log(5), 1);
  });

  it.each([
    ['a name that does not exist', '<TimeScale ids="grace-windo" />', /no timing 'grace-windo'.*'grace-window'/],
    [
      'what is no time',
      '<TimeScale ids="enroll-attempts" />',
      /'3 in a row' of the timing 'enroll-attempts' is no time/,
    ],
  ])('refuse %s', async (_, markdown, message) => {
    await expect(expandPage(projectRoot, PAGE, markdown)).rejects.toThrow(message);
  });

  it('show when the releases of each protocol were made', async () => {
    const page = await expandPage(project.root, PAGE, '<Protocols />');
    expect(widths(page)).toHaveLength(2);
    expect(page).toMatch(/<rect x="80" width="20"/);
  });
});

describe('the table of exit codes', () => {
  it('has a row for each command and a column for each code', async () => {
    const page = await expandPage(projectRoot, PAGE, '<AllExitCodes />');
    expect(page).toMatch(/\| swamp …\s*\|\s*`0`\s*\|\s*`1`\s*\|\s*`2`/);
    expect(page).toMatch(/\[`worker connect`\]\(#worker-connect\)\s*\|\s*✓\s*\|\s*✓\s*\|/);
  });
});
