import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.plant(
    'spec/protocol-3/commands/worker-list.yaml',
    '    description: Shows',
    '    since: 20260105.200000.0\n    description: Shows',
  );
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

function expand(markdown: string, page = 'docs/reference/worker-list.mdx'): Promise<string> {
  return expandPage(project.root, page, markdown);
}

describe('expansion into plain Markdown', () => {
  it('writes flags as a table with default, environment, repeatable and dates', async () => {
    const markdown = await expand('<Flags command="worker list" />');
    expect(markdown).toContain('| Flag ');
    expect(markdown).toMatch(/`--all` \*since 20260105\.200000\*\s*\| Shows disconnected workers, too\./);
    expect(markdown).toMatch(
      /`--label <label>` repeatable\s*\| Filters by `key=value`\.\s*\| `none`\s*\| `SWAMP_LABELS`/,
    );
  });

  it('writes the synopsis, exit codes and a state machine', async () => {
    expect(await expand('<Synopsis command="worker list" />')).toContain('swamp worker list [flags]');
    expect(await expand('<ExitCodes command="worker list" />')).toMatch(/`0`\s*\| It worked\./);
    const states = await expand('<States machine="worker" />');
    expect(states).toContain('```mermaid\nstateDiagram-v2');
    expect(states).toMatch(/`idle`\s*\| `busy`\s*\| gets a dispatch/);
  });

  it('writes the JSON output with its schema', async () => {
    const markdown = await expand('<Output command="worker list" />');
    expect(markdown).toContain('pathname:///spec/protocol-3/outputs/worker-list.schema.json');
    expect(markdown).toMatch(/`\[\]\.name`\s*\| string\s*\| Its name\./);
  });

  it('writes what the program printed, from a recording', async () => {
    const markdown = await expand('<Recording id="errors/revoked-token" />');
    expect(markdown).toContain(
      "```bash\nswamp worker connect\n```\n\n```output\nError: Enrollment token 'alpha' has been revoked\n```",
    );
  });

  it('refuses a list of questions whose pages the version does not have', async () => {
    await expect(expand('<WaysIn list="wanted" />')).rejects.toThrow(
      /protocol 3 has no page 'operators\/get-started', to which src\/markdown\/ways-in\.ts leads/,
    );
  });

  it('takes facts of the version to which the page belongs', async () => {
    expect(await expand('<Flags command="worker list" />', 'versioned_docs/version-2/worker-list.mdx')).not.toContain(
      'since',
    );
    expect(
      await expand('Protocol <ProtocolNumber />, <Release which="newest" />.', 'versioned_docs/version-2/x.mdx'),
    ).toBe('Protocol 2, 20260103.100000.\n');
  });

  it('leaves HTML, imported components and those of the theme alone', async () => {
    expect(await expand("import Box from './box';\n\n<Box />\n\n<Tabs />\n\n<br />")).toContain('<Box />');
    expect(await expand("import { Lid } from './box';\n\n<Lid />")).toContain('<Lid />');
    await expect(expand("import { Lid } from './box';\n\n<Box />")).rejects.toThrow('There is no tag <Box>');
  });
});

describe('a mistake in a page fails with file, line and the nearest name', () => {
  const cases: [mistake: string, markdown: string, expected: RegExp][] = [
    [
      'unknown command',
      'Text\n\n<Flags command="worker lst" />',
      /docs\/reference\/worker-list\.mdx:3:1: There is no command 'worker lst' in protocol 3\. Did you mean 'worker list'\?/,
    ],
    ['unknown tag', '<Flag command="worker list" />', /:1:1: There is no tag <Flag>\. Did you mean 'Flags'\?/],
    [
      'unknown message',
      'See <MessageText id="token-revokd" />.',
      /There is no message 'token-revokd'.*Did you mean 'token-revoked'\?/,
    ],
    [
      'unknown recording',
      '<Recording id="errors/revoked-tokn" />',
      /There is no recording 'errors\/revoked-tokn'.*Did you mean 'errors\/revoked-token'\?/,
    ],
    [
      'process that a recording lacks',
      '<Recording id="errors/revoked-token" process="2" />',
      /has no such process; it has 1 \(worker: swamp worker connect\)/,
    ],
    ['unknown state machine', '<States machine="workr" />', /Did you mean 'worker'\?/],
    ['unknown attribute', '<Flags command="worker list" only="x" />', /<Flags>: .*only/i],
    ['missing attribute', '<Flags />', /<Flags>: command /],
    ['computed attribute', '<Flags command={1 + 1} />', /write attributes as text/],
    ['block tag within a sentence', 'See <Flags command="worker list" /> here.', /stands on a line of its own/],
    ['inline tag on a line of its own', '<MessageText id="token-revoked" />', /stands within a sentence/],
  ];

  it.each(cases)('%s', async (_mistake, markdown, expected) => {
    await expect(expand(markdown)).rejects.toThrow(expected);
  });

  it('refuses facts on a page outside the versions that names no protocol', async () => {
    await expect(expand('<Flags command="worker list" />', 'src/pages/x.mdx')).rejects.toThrow(
      /stands outside the versions: say protocol=/,
    );
  });
});
