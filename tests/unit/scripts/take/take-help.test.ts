import { diffLines } from 'diff';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { CommandPage } from '../../../../scripts/take/plan-help.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { specOf as specIn, takeChanges, takeHelp } from '../../../../scripts/take/take.ts';
import type { ReleaseToTake, TakenHelp } from '../../../../scripts/take/take.ts';
import type { ReleaseChanges } from '../../../../src/facts/changes.ts';
import { parseHelp } from '../../../../src/facts/help-page.ts';
import { isInSpan, parseRelease, shortRelease } from '../../../../src/facts/release.ts';
import { compareHelp } from '../../../../verify/checks/help/compare.ts';
import { helpPage } from '../../../support/help-pages.ts';
import { NUMBER, projectAsOf } from '../../../support/project-as-of.ts';

const project = projectAsOf();
afterAll(() => project.remove());

const known = project.spec;
const BASE = known.protocol.last;
const NEXT = parseRelease('20990901.120000')!;
const TAG = `v${NEXT}-sha.0123abcd`;
const FOLDER = 'spec/protocol-4';

let staging: Staging;
beforeEach(() => (staging = Staging.open(project.root)));
afterEach(() => staging.remove());

/** What a later release prints: as the newest known one does, but for a change. */
type HelpChange = (text: string, command: string) => string | undefined;

function printed(command: string, change: HelpChange): CommandPage {
  const fact = known.commands.get(command);
  const text = fact === undefined || !isInSpan(BASE, fact.value) ? '' : helpPage(known, command, BASE);
  const changed = change(text, command);
  return changed === undefined || changed === '' ? 'no such command' : parseHelp(changed)!;
}

/** Takes the next release, with the program of the newest known one at hand. */
async function take(change: HelpChange): Promise<TakenHelp & { readonly changes: readonly ReleaseChanges[] }> {
  const taken: ReleaseToTake = {
    program: {
      path: '',
      version: '',
      release: NEXT,
      runtime: 'deno 2.8.3',
      protocol: specIn(staging, NUMBER).protocol,
    },
    base: BASE,
    tags: [TAG],
    programs: {
      has: () => true,
      unfit: new Map(),
      programOf: async () => undefined,
      helpOf: async (_, command) => printed(command, (text) => text),
    },
    helpOf: async (command) => printed(command, change),
  };
  const help = await takeHelp(taken, staging);
  return { ...help, changes: takeChanges(taken, staging) };
}

/** Lines that are in the copy and not in the project, and the other way round. */
function difference(file: string): { added: string; removed: string } {
  const parts = diffLines(staging.original(file), staging.read(file));
  const textOf = (those: typeof parts): string => those.map(({ value }) => value).join('');
  return { added: textOf(parts.filter(({ added }) => added)), removed: textOf(parts.filter(({ removed }) => removed)) };
}

/** The facts as they are now agree with what the release prints, and with what the one before it prints. */
function expectAgreement(change: HelpChange): void {
  const spec = specIn(staging, NUMBER);
  for (const command of spec.commands.values()) {
    for (const [release, page] of [
      [BASE, printed(command.value.command, (text) => text)],
      [NEXT, printed(command.value.command, change)],
    ] as const) {
      expect(page !== 'no such command', `${command.value.command} at ${release}`).toBe(
        isInSpan(release, command.value),
      );
      const findings = page === 'no such command' ? [] : compareHelp(spec, command, page, release);
      expect(findings.filter(({ status }) => status !== 'agrees')).toEqual([]);
    }
  }
}

function onlyIn(command: string, change: (text: string) => string): HelpChange {
  return (text, other) => {
    const changed = other === command ? change(text) : text;
    expect(other !== command || changed !== text, `the help of ${command} is changed`).toBe(true);
    return changed;
  };
}

const NEW_FLAG = '  --poll           <seconds>   - How often. Default: 5 (env: SWAMP_POLL)\n';

describe('a release whose help is otherwise', () => {
  it('changes nothing but the list of releases when nothing is', async () => {
    const { changes, undecided, plan } = await take((text) => text);
    expect([changes, undecided, plan.rewordings]).toEqual([[], [], []]);
    expect(staging.changed()).toEqual([{ file: 'spec/releases.yaml', how: 'changed' }]);
    expect(difference('spec/releases.yaml')).toEqual({ added: `  - ${TAG}\n`, removed: '' });
  });

  it('gives a flag that came an entry behind the one before it, and its variable one', async () => {
    const change = onlyIn('worker connect', (text) =>
      text.replace('  --no-reconnect ', `${NEW_FLAG}  --no-reconnect `),
    );
    await take(change);
    expect(difference(`${FOLDER}/commands/worker-connect.yaml`)).toEqual({
      added: `  - name: --poll
    value: seconds
    default: "5"
    env:
      name: SWAMP_POLL
    description: "TODO(words): what --poll does with \`worker connect\`, and what holds without it"
    since: ${NEXT}
`,
      removed: '',
    });
    expect(staging.read(`${FOLDER}/commands/worker-connect.yaml`)).toMatch(/--cache-dir[^]*--poll[^]*--no-reconnect/);
    expect(difference(`${FOLDER}/environment.yaml`).added).toContain(
      `  - name: SWAMP_POLL\n    readBy: "\`worker connect\`"\n    flag: --poll\n    effect: "TODO(words): `,
    );
    expect(difference('spec/headlines.yaml').added).toBe(
      `  ${NEXT}: "TODO(words): what ${shortRelease(NEXT)} changed, in one sentence without a full stop"\n`,
    );
    expect(staging.read('docs/reference/changes/2099-09-01.mdx')).toContain('<Changes from="2099-09-01" />');
    expectAgreement(change);
  });

  it('ends one that went, and one that changed is there twice', async () => {
    const change = onlyIn('worker connect', (text) =>
      text
        .replace(/^ {2}--no-reconnect.*\n(?: {20}.*\n)*/m, '')
        .replace('Default: 1', 'Default: 8')
        .replace('(repeatable)', '(again)'),
    );
    const { undecided } = await take(change);
    const { added, removed } = difference(`${FOLDER}/commands/worker-connect.yaml`);
    expect(removed).toBe('');
    expect(added.match(/until: /g)).toHaveLength(2);
    expect(added).toContain('    default: "8"\n');
    expect(undecided).toEqual([]);
    const { flags } = parse(staging.read(`${FOLDER}/commands/worker-connect.yaml`)) as {
      flags: { name: string; description: string; since?: string; until?: string }[];
    };
    const [before, after] = flags.filter(({ name }) => name === '--concurrency');
    expect([before!.until, after!.since]).toEqual([BASE, NEXT]);
    expect(after!.description).toBe(before!.description);
    expectAgreement(change);
  });

  it('dates a variable that came to a flag, and one that went', async () => {
    const change = onlyIn('worker connect', (text) =>
      text
        .replace('(env: SWAMP_WORKER_TOKEN)', '')

        .replace(/(--data-plane-url[^-]*- [^\n]*?)( *\n)/, '$1 (env: SWAMP_PLANE)$2'),
    );
    const { undecided } = await take(change);
    const { added, removed } = difference(`${FOLDER}/commands/worker-connect.yaml`);
    expect(removed).toBe('');
    expect(added).toBe(`      until: ${BASE}\n    env:\n      name: SWAMP_PLANE\n      since: ${NEXT}\n`);
    expect(undecided).toEqual([
      expect.stringMatching(/^SWAMP_WORKER_TOKEN no longer stands in for `worker connect --token`/),
    ]);
    expectAgreement(change);
  });

  it('ends and adds arguments', async () => {
    const change = onlyIn('worker connect', (text) => text.replace('connect [url]', 'connect <url> [zone]'));
    await take(change);
    expect(difference(`${FOLDER}/commands/worker-connect.yaml`).added).toContain(
      `  - name: zone\n    required: false\n`,
    );
    expectAgreement(change);
  });

  it('puts new flags of a command with groups into a group for a person to dissolve', async () => {
    const change = onlyIn('serve', (text) => text.replace('  --cert-file ', `${NEW_FLAG}  --cert-file `));
    await take(change);
    expect(difference(`${FOLDER}/commands/serve.yaml`).added).toMatch(
      /- title: "TODO\(words\): nothing here: move [^]*flags:\n {6}- --poll/,
    );
    expectAgreement(change);
  });

  it('writes a flag that came to every command once', async () => {
    const change: HelpChange = (text) =>
      text.replace('  --no-telemetry ', '  --plain   - Plain words\n  --no-telemetry ');
    await take(change);
    expect(staging.changed().map(({ file }) => file)).toEqual([
      'spec/headlines.yaml',
      `${FOLDER}/global-options.yaml`,
      'spec/releases.yaml',
      'docs/reference/changes/2099-09-01.mdx',
    ]);
    expectAgreement(change);
  });

  it('ends a flag of every command once, and asks a person where only some lost it', async () => {
    const without = (text: string): string => text.replace(/^ {2}--show-properties.*\n(?: {20}.*\n)*/m, '');
    await take(without);
    expect(difference(`${FOLDER}/global-options.yaml`)).toEqual({ added: `    until: ${BASE}\n`, removed: '' });
    expectAgreement(without);

    staging.remove();
    staging = Staging.open(project.root);
    const { undecided } = await take(onlyIn('worker list', without));
    expect(undecided).toEqual([expect.stringMatching(/^--show-properties is a flag of every command, and 1 of \d+ /)]);
    expect(staging.changed().map(({ file }) => file)).toEqual(['spec/releases.yaml']);
  });

  it('gives a command that came in a whole group a file of its own, with its subcommands', async () => {
    const change: HelpChange = (text, command) => {
      switch (command) {
        case 'worker':
          return text.replace('Commands:\n', 'Commands:\n\n  pool       [x]  - Pools');
        case 'worker pool':
          return helpPage(known, 'worker token', BASE)
            .replaceAll('worker token', 'worker pool')
            .replace(/^Commands:[^]*$/m, 'Commands:\n\n  fill       [x]  - Fills\n');
        case 'worker pool fill':
          return helpPage(known, 'worker token revoke', BASE).replaceAll('worker token revoke', 'worker pool fill');
        default:
          return text;
      }
    };
    await take(change);
    const files = staging.changed().filter(({ how }) => how === 'new');
    expect(files.map(({ file }) => file)).toEqual([
      `${FOLDER}/commands/worker-pool-fill.yaml`,
      `${FOLDER}/commands/worker-pool.yaml`,
      'docs/reference/changes/2099-09-01.mdx',
    ]);
    expect(parse(staging.read(`${FOLDER}/commands/worker-pool.yaml`))).toMatchObject({
      command: 'worker pool',
      group: true,
      since: NEXT,
    });
    expect(staging.read(`${FOLDER}/commands/worker-pool-fill.yaml`).match(/^since: /gm)).toHaveLength(1);
    expectAgreement(change);
  });

  it('ends a command that went', async () => {
    const change: HelpChange = (text, command) =>
      command === 'worker verify' ? undefined : text.replace(/^ {2}verify .*\n/m, '');
    await take(change);
    expect(difference(`${FOLDER}/commands/worker-verify.yaml`)).toEqual({ added: `until: ${BASE}\n`, removed: '' });
    expectAgreement(change);
  });

  it('tells where only the words of a help page are others, and writes nothing', async () => {
    const { plan, changes } = await take(
      onlyIn('worker list', (text) => text.replace('What the flag does', 'What it always did')),
    );
    expect(changes).toEqual([]);
    expect(plan.rewordings).toMatchObject([{ command: 'worker list', since: NEXT, last: BASE }]);
    expect(staging.changed().map(({ file }) => file)).toEqual(['spec/releases.yaml']);
  });

  it('is the last one of its protocol where the next one is open, and stands in the pages of its own', async () => {
    const releases = parseDocument(staging.read('spec/releases.yaml'));
    releases.setIn(['protocols', 0, 'last'], BASE);
    const next = releases.createNode({ number: NUMBER + 1, first: 'unreleased', brought: 'Nothing yet.' });
    (releases.get('protocols') as YAMLSeq).items.unshift(next);
    staging.write('spec/releases.yaml', releases.toString({ lineWidth: 0 }));
    const change = onlyIn('worker connect', (text) =>
      text.replace('  --no-reconnect ', `${NEW_FLAG}  --no-reconnect `),
    );
    await take(change);
    expect(specIn(staging, NUMBER).protocol).toMatchObject({ last: NEXT, ended: true });
    expect(difference(`${FOLDER}/commands/worker-connect.yaml`).added).toContain(`    since: ${NEXT}\n`);
    expect(staging.changed().filter(({ how }) => how === 'new')).toEqual([
      { file: `versioned_docs/version-${NUMBER}/reference/changes/2099-09-01.mdx`, how: 'new' },
    ]);
    expectAgreement(change);
  });

  it('refuses a program that knows hardly a command', async () => {
    const few: HelpChange = (text, command) => (command === 'serve' ? text : undefined);
    await expect(take(few)).rejects.toThrow(/^The program knows 1 of \d+ commands/);
    expect(staging.changed()).toEqual([]);
  });
});
