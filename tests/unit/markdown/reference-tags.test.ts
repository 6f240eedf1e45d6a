import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linesAround } from '../../../src/markdown/message-entry.ts';
import { pageOfCommand } from '../../../src/markdown/page-links.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage, headingAnchors } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const FOLDER = 'spec/protocol-3';
const PAGE = 'docs/reference/page.mdx';

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.write('docs/reference/messages/dispatch.mdx', '');
  project.write('docs/reference/messages/enrollment.mdx', '');
  project.write('docs/reference/cli/worker-list.mdx', '');
  project.write('spec/headlines.yaml', "headlines:\n  20260105.200000.0: 'The wait says for whom'\n");
  project.plant(
    `${FOLDER}/messages/enrollment.yaml`,
    'messages:\n',
    `messages:
  - id: queue-timeout
    text: 'Timed out waiting'
    phase: dispatch
    severity: error
    printedBy: [orchestrator, command]
    commands: [worker list]
    cause: Nobody was free.
    fix: Connect a worker.
    evidence: source
    until: 20260105.100000.0
  - id: queue-timeout
    text: 'Timed out waiting for {worker}'
    parameters: { worker: { kind: text, meaning: What was asked for. } }
    phase: dispatch
    severity: error
    printedBy: [command]
    rpcCode: handler_failed
    cause: Nobody was free.
    fix: Connect a worker.
    evidence: run
    since: 20260105.200000.0
`,
  );
  project.plant(
    `${FOLDER}/states/worker.yaml`,
    'meaning: Works., kind: stored }',
    'meaning: Works., kind: live, seenAs: A row of the list. }',
  );
});

afterEach(() => forgetFacts());
afterAll(() => project.remove());

const expand = (markdown: string): Promise<string> => expandPage(project.root, PAGE, markdown);

describe('<MessageIndex> and <MessagesOf>', () => {
  it('list all messages by phase, each with a link to its entry', async () => {
    expect(await headingAnchors(project.root, PAGE, '<MessageIndex />')).toEqual([
      'phase-enrollment',
      'phase-dispatch',
    ]);
    const markdown = await expand('<MessageIndex />');
    expect(markdown).toContain('## [Enrollment](./messages/enrollment.mdx)');
    expect(markdown).toContain('* [`Timed out waiting for <worker>`](./messages/dispatch.mdx#queue-timeout)');
    expect(markdown.match(/#queue-timeout/g)).toHaveLength(1);
  });

  it('give each message of a phase one anchor, also a message that changed', async () => {
    expect(await headingAnchors(project.root, PAGE, '<MessagesOf phase="dispatch" />')).toEqual(['queue-timeout']);
  });

  it('shows a message as it is now, and folds what it was before', async () => {
    const markdown = await expand('<Message id="queue-timeout" />');
    expect(markdown.match(/^### /gm)).toHaveLength(1);
    expect(markdown).toMatch(/^### `Timed out waiting for <worker>`/m);
    expect(markdown.indexOf('data-since="20260105.200000.0"')).toBeLessThan(
      markdown.indexOf('*Before 20260105.200000:'),
    );
    expect(markdown).toContain('<details className="was">');
  });

  it('tells who prints it, the code, cause and fix, and what was only read in the source', async () => {
    const markdown = await expand('<Message id="queue-timeout" />');
    expect(markdown).toContain('An error that the command prints. Its error code is `handler_failed`.');
    expect(markdown).toContain('An error that the orchestrator and the command print, with `swamp worker list`.');
    expect(markdown).toContain('**Cause:** Nobody was free.');
    expect(markdown).toMatch(/^\*\*Connect a worker\.\*\*/m);
    expect(markdown).toContain('*Read in the source of the program, not seen in a run.*');
    expect(markdown).toContain('*Seen in a run that is not recorded here.*');
  });

  it('tells what follows and shows the lines of the recording', async () => {
    const markdown = await expand('<Message id="token-revoked" />');
    expect(markdown).toContain('**Then:** the worker stops with exit code 1.');
    expect(markdown).toContain(
      '**Seen** with 20260106.100000, printed by `swamp worker connect`. A worker with a revoked token',
    );
    expect(markdown).toMatch(/```output\n *Error: Enrollment token 'alpha' has been revoked\n *```/);
  });

  it('does not show a recording of a release for which the message does not hold', async () => {
    project.plant(
      `${FOLDER}/messages/enrollment.yaml`,
      '    reactions:\n',
      '    until: 20260105.100000.0\n    reactions:\n',
    );
    expect(await expand('<Message id="token-revoked" />')).not.toContain('**Seen**');
    project.plant(
      `${FOLDER}/messages/enrollment.yaml`,
      '    until: 20260105.100000.0\n    reactions:\n',
      '    reactions:\n',
    );
  });

  it('is where the tables of messages lead to', async () => {
    expect(await expand('<Messages phase="enrollment" />')).toContain(
      "[`Enrollment token '<token>' has been revoked`](./messages/enrollment.mdx#token-revoked)",
    );
  });

  it('a table of a command is short, for its rows lead to the entries', async () => {
    const markdown = await expand('<Messages command="worker list" />');
    expect(markdown).toContain('What to do');
    expect(markdown).not.toMatch(/Why|On the other side/);
  });
});

describe('linesAround', () => {
  it('keeps two lines on each side and marks what it left out', () => {
    const whole = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
    expect(linesAround(whole, whole.indexOf('four'), 4)).toBe('…\ntwo\nthree\nfour\nfive\nsix\n…');
    expect(linesAround('only\n', 0, 4)).toBe('only');
  });
});

describe('<AllExitCodes>', () => {
  it('lists which commands return a code, and the codes of each command with a link to its page', async () => {
    const markdown = await expand('<AllExitCodes />');
    expect(markdown).toMatch(/\| \[`worker list`\]\(#worker-list\) \|\s+✓\s+\|/);
    expect(markdown).toContain('## [swamp worker list](./cli/worker-list.mdx)');
    expect(markdown).toMatch(/`0`\s*\| It worked\./);
    expect(await headingAnchors(project.root, PAGE, '<AllExitCodes />')).toEqual(['worker-list']);
  });
});

describe('<OutputSchemas> and <OutputSchema>', () => {
  it('link each schema and say who prints it', async () => {
    expect(await expand('<OutputSchemas />')).toMatch(
      /\[`worker-list\.schema\.json`\]\(#worker-list\)\s*\| `swamp worker list`\s*\| one value\s*\| run/,
    );
  });

  it('offer the schema as a file, the page with its fields, and a recorded example', async () => {
    const markdown = await expand('<OutputSchema id="worker-list" example="errors/revoked-token" />');
    expect(markdown).toContain('## Workers');
    expect(markdown).toContain(
      '[Download worker-list.schema.json](pathname:///spec/protocol-3/outputs/worker-list.schema.json)',
    );
    expect(markdown).toContain('[`swamp worker list`](./cli/worker-list.mdx)');
    expect(markdown).toContain('Recorded with 20260106.100000: A worker with a revoked token');
    expect(await headingAnchors(project.root, PAGE, '<OutputSchema id="worker-list" />')).toEqual(['worker-list']);
  });

  it('say so when there is no recording', async () => {
    expect(await expand('<OutputSchema id="worker-list" />')).toContain('not seen in a run');
  });
});

describe('<StateEntries>', () => {
  it('tells for each state where it is kept, how it looks, what leads into it and out of it', async () => {
    const markdown = await expand('<StateEntries machine="worker" />');
    expect(await headingAnchors(project.root, PAGE, '<StateEntries machine="worker" />')).toEqual([
      'worker-idle',
      'worker-busy',
    ]);
    const [, idle, busy] = markdown.split('### ');
    expect(idle).toContain('* From the start: enrolls (by the worker).');
    expect(idle).toContain('* To `busy`: gets a dispatch (by the orchestrator).');
    expect(busy).toContain('**Kept:** Only in the memory of the orchestrator.');
    expect(busy).toContain('**How it looks:** A row of the list.');
    expect(busy).toContain('**Left by:** nothing.');
  });
});

describe('<ModelRecord>', () => {
  it('tells under which names a model records, and for how long', async () => {
    const markdown = await expand('<ModelRecord model="worker" />');
    expect(markdown).toMatch(/Type\s*\| `swamp\/worker`/);
    expect(markdown).toMatch(/Versions kept\s*\| 20/);
    expect(markdown).toMatch(/Model version\s*\| `2026\.06\.09\.1`/);
  });
});

describe('<Wire>', () => {
  it('shows each part', async () => {
    expect(await expand('<Wire part="frames" />')).toMatch(/`rpc\.request`\s*\| Asks for something\.\s*\| `id`/);
    expect(await expand('<Wire part="routes" />')).toContain('`POST /data/resource`');
    expect(await expand('<Wire part="credentials" />')).toContain('Session credential');
    expect(await expand('<Wire part="control-socket-codes" />')).toContain('`invalid_token`');
    const verbs = await expand('<Wire part="verbs" />');
    expect(verbs).toContain('### `worker.enroll`');
    expect(verbs).toContain('Read in the source, not seen in a run.');
    expect(verbs).toMatch(/sent\s*\| `token`/);
  });
});

describe('<ChangeIndex>', () => {
  it('names the missing page when there are changes of other days', async () => {
    await expect(expand('<ChangeIndex />')).rejects.toThrow(
      /changes of January 1 to 15, 2026, but no page reference\/changes\/2026-01-01\.mdx: copy/,
    );
  });

  it('lists each release with its anchor, what it is, its sentence and a link to the rest', async () => {
    project.write('docs/reference/changes/2026-01-01.mdx', '');
    expect(await headingAnchors(project.root, PAGE, '<ChangeIndex />')).toEqual(['from-2026-01-01']);
    const markdown = await expand('<ChangeIndex />');
    expect(markdown).toContain('## [January 1 to 15, 2026](./changes/2026-01-01.mdx)');
    expect(markdown).toContain(
      '* [20260105.200000](./changes/2026-01-01.mdx#20260105-200000) **Changed** The wait says for whom',
    );
  });

  it('fails when a release that changed something has no sentence', async () => {
    project.write('spec/headlines.yaml', 'headlines: {}\n');
    forgetFacts();
    await expect(expand('<ChangeIndex />')).rejects.toThrow(
      /20260105\.200000\.0 changed something: say what, in one sentence, in spec\/headlines\.yaml/,
    );
    project.write('spec/headlines.yaml', "headlines:\n  20260105.200000.0: 'The wait says for whom'\n");
    forgetFacts();
  });

  it('says so when nothing changed', async () => {
    expect(await expandPage(project.root, 'versioned_docs/version-2/reference/changes.mdx', '<ChangeIndex />')).toBe(
      'Nothing changed within this protocol.\n',
    );
  });
});

describe('<Changes>', () => {
  const CHANGES = '<Changes from="2026-01-01" />';

  it('has a heading for each release and links to what changed', async () => {
    expect(await headingAnchors(project.root, PAGE, CHANGES)).toEqual(['20260105-200000']);
    expect(await expand(CHANGES)).toContain(
      '**Changed** [message](./messages/dispatch.mdx#queue-timeout) — *text* before: `Timed out waiting`, now: `Timed out waiting for <worker>`.',
    );
  });

  it('links to the page of each owner', async () => {
    project.plant(
      `${FOLDER}/commands/worker-list.yaml`,
      '    description: Shows',
      '    since: 20260105.200000.0\n    description: Shows',
    );
    forgetFacts();
    expect(await expand(CHANGES)).toContain(
      '**New** flag `--all` of [`worker list`](./cli/worker-list.mdx) — Shows disconnected workers, too.',
    );
  });

  it('says so when nothing changed in its days', async () => {
    expect(await expand('<Changes from="2026-01-16" />')).toBe('Nothing changed within this protocol in these days.\n');
  });
});

describe('a mistake in a page fails and names the nearest', () => {
  it.each([
    ['<OutputSchema id="worker-lst" />', /no output 'worker-lst'.*'worker-list'/],
    [
      '<OutputSchema id="worker-list" example="errors/revoked-tokn" />',
      /no recording 'errors\/revoked-tokn'.*'errors\/revoked-token'/,
    ],
    ['<OutputSchema id="worker-list" example="errors/revoked-token" process="4" />', /no process 4; it has 1/],
    ['<StateEntries machine="workr" />', /no state machine 'workr'.*'worker'/],
    ['<ModelRecord model="workr" />', /no built-in model 'workr'.*'worker'/],
    ['<Wire part="frame" />', /<Wire>: part /],
    ['<Message id="queue-timeot" />', /no message 'queue-timeot'.*'queue-timeout'/],
    ['<MessageIndex phase="mint" />', /<MessageIndex>: /],
    ['<MessagesOf phase="mints" />', /<MessagesOf>: phase /],
    ['<MessagesOf phase="mint" part="capability" />', /the phase 'mint' has no part 'capability'/],
    ['<Changes since="20260105.200000" />', /<Changes>: /],
    ['<Changes from="2026-01-15" />', /<Changes>: from is the first day of half a month/],
  ])('%s', async (markdown, expected) => {
    await expect(expand(markdown)).rejects.toThrow(expected);
  });
});

describe('pageOfCommand', () => {
  it.each([
    ['worker connect', 'reference/cli/worker-connect'],
    ['worker token list', 'reference/cli/worker-token-list'],
    ['worker daemon enable', 'reference/cli/worker-daemon'],
    ['serve daemon enable', 'reference/cli/serve-daemon'],
    ['serve reload', 'reference/cli/serve-reload'],
    ['serve', 'reference/cli/serve'],
    ['worker token', undefined],
  ])('%s', (command, page) => expect(pageOfCommand(command)).toBe(page));
});
