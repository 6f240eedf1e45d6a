import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { takeCommand } from '../../../../scripts/take/take-command.ts';
import { ProcessGroup, ScratchFactory } from '../../../../verify/harness/index.ts';
import { eventually } from '../../../support/eventually.ts';
import { processesMentioning } from '../../../support/leftovers.ts';
import { CHECK_NAMES } from '../../../../verify/check.ts';
import { helpPages } from '../../../support/help-pages.ts';
import { NUMBER, projectAsOf } from '../../../support/project-as-of.ts';
import { makeStandIn } from '../../../support/stand-in.ts';
import type { StandIn, StandInSettings } from '../../../support/stand-in.ts';

const project = projectAsOf();

const VERSION = 'swamp 20990901.120000.0-sha.0123abcd';
const PAGE = 'spec/protocol-4/commands/worker-connect.yaml';
const FLAG = [
  ['worker connect --help', '  --no-reconnect ', '  --poll   - How often (env: SWAMP_POLL)\n  --no-reconnect '],
] as const;

/** What the newest known release prints: the recordings and pages of the project may be of a later one. */
const HELP = Object.fromEntries(helpPages(project.spec, project.spec.protocol.verified));

/** The command that hangs, and no other: a busy machine is no fault. */
const HANGING = 'worker verify';

/** A copy of the project's facts, which is the project of each test. */
const tree = Staging.open(project.root);
const folder = mkdtempSync(path.join(tmpdir(), 'take-command-'));
const standIns: StandIn[] = [];
const scratches = new ScratchFactory();
const processes = new ProcessGroup();

afterEach(() => {
  for (const { file, how } of tree.changed()) {
    if (how === 'new') {
      rmSync(path.join(tree.root, file));
    } else {
      tree.write(file, tree.original(file));
    }
  }
  standIns.splice(0).forEach((one) => one.remove());
  expect(scratches.roots()).toEqual([]);
});
afterAll(() => {
  tree.remove();
  project.remove();
  rmSync(folder, { recursive: true });
});

function standIn(settings: StandInSettings = {}): StandIn {
  const made = makeStandIn({ version: VERSION, speaks: NUMBER, help: HELP, ...settings });
  standIns.push(made);
  return made;
}

async function take(args: readonly string[]) {
  const said = { stdout: '', stderr: '' };
  const status = await takeCommand(args, {
    root: tree.root,
    scratches,
    processes,
    // What hangs is waited for as long as it takes to see that; all else as long as a busy machine needs.
    helpTimeoutMs: (command) => (command === HANGING ? 500 : undefined),
    print: (text) => (said.stdout += text),
    complain: (text) => (said.stderr += text),
  });
  return { status, ...said };
}

describe('npm run release:take', { timeout: 600_000 }, () => {
  it('tells of a release in which nothing changed in one line, and adds its tag', async () => {
    const { status, stdout } = await take(['--swamp', standIn().path, '--only', 'help']);
    expect(stdout).toBe(
      'Release 20990901.120000 of protocol 4 changed nothing that was checked (checked: help; `verified` stays: only some checks ran).\n',
    );
    expect(status).toBe(0);
    expect(tree.changed()).toEqual([{ file: 'spec/releases.yaml', how: 'changed' }]);
    expect(tree.read('spec/releases.yaml')).toMatch(/ {2}- v20990901\.120000\.0-sha\.0123abcd\n$/);
  });

  it('writes what changed, and a report of it, also into a file', async () => {
    const file = path.join(folder, 'report.md');
    const tags = path.join(folder, 'tags.txt');
    writeFileSync(tags, 'x\trefs/tags/v20990830.000000.0-sha.00000001\nx\trefs/tags/v20990901.120000.0-sha.0123abcd\n');
    const args = ['--swamp', standIn({ replace: FLAG }).path, '--only', 'help', '--report', file, '--tags', tags];
    const { status, stdout } = await take(args);
    expect(status).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    const line =
      tree
        .read(PAGE)
        .split('\n')
        .findIndex((text) => text.includes('TODO(words)')) + 1;
    for (const said of [
      '# Release 20990901.120000 of protocol 4\n',
      'It follows 20260822.011157, with 1 release in between, and runs on deno 2.8.3.',
      '- **new** flag `--poll` of `worker connect` came (after 20260822.011157, at the latest with 20990901.120000)',
      '- **new** environment variable `SWAMP_POLL` came (after 20260822.011157, at the latest with 20990901.120000)',
      `- \`${PAGE}:${line}\`: what --poll does with`,
      '- 1 change can be older than it is written',
      `- The checks that did not run: ${CHECK_NAMES.filter((name) => name !== 'help').join(', ')}.`,
      '- `docs/reference/changes/2099-09-01.mdx` (new)',
      '- `/protocol-4/reference/cli/worker-connect`',
    ]) {
      expect(stdout).toContain(said);
    }
    expect(tree.read(PAGE)).toContain('  - name: --poll\n');
  });

  it('asks other programs for the first release of a change', async () => {
    const older = standIn({ version: 'swamp 20990830.000000.0-sha.00000001', replace: FLAG });
    const tags = path.join(folder, 'tags.txt');
    writeFileSync(tags, 'v20990830.000000.0-sha.00000001\nv20990829.000000.0-sha.00000002\n');
    const programs = older.path.replace(path.basename(older.folder), '{release}');
    const named = path.join(path.dirname(older.folder), '20990830.000000');
    symlinkSync(older.folder, named);
    try {
      const args = [
        '--swamp',
        standIn({ replace: FLAG }).path,
        '--only',
        'help',
        '--programs',
        programs,
        '--tags',
        tags,
      ];
      const { stdout } = await take(args);
      expect(tree.read(PAGE)).toContain('since: 20990830.000000.0\n');
      expect(stdout).toContain('came (after 20260822.011157, at the latest with 20990830.000000)');
      expect(stdout).toContain('- No program of 1 release in between was asked.');
    } finally {
      rmSync(named);
    }
  });

  it('writes JSON fields that a run shows otherwise, and does not tell of them as of differences', async () => {
    const renamed = ['worker token create alpha', '"expiresAt"', '"validUntil"'] as const;
    // It answers nothing else, so that its story is short.
    const silent = [
      '^swamp (?!.*--help$|--version|init|vault|model|worker connect|worker token create alpha )',
      'crash',
    ] as const;
    const { stdout } = await take([
      '--swamp',
      standIn({ replace: [renamed], misbehave: [silent] }).path,
      '--only',
      'outputs',
    ]);
    const file = 'spec/protocol-4/outputs/worker-token-create.schema.yaml';
    expect(tree.changed()).toContainEqual({ file, how: 'changed' });
    expect(tree.read(file)).toMatch(
      /\n {2}validUntil:\n {4}type: string\n {4}format: date-time\n {4}x-since: 20990901/,
    );
    for (const [impact, field, happened] of [
      ['breaking', 'expiresAt', 'went'],
      ['new', 'validUntil', 'came'],
    ]) {
      expect(stdout).toContain(
        `- **${impact}** output field \`${field}\` of \`worker-token-create\` ${happened} (20990901.120000)`,
      );
    }
    // A command that is to refuse and does not prints no error with new fields.
    expect(tree.changed()).not.toContainEqual({ file: 'spec/protocol-4/outputs/error.schema.yaml', how: 'changed' });
    expect(stdout).toMatch(
      /- `spec\/protocol-4\/outputs\/worker-token-create\.schema\.yaml:\d+`: what validUntil of the output/,
    );
    expect(stdout).not.toMatch(/differs: outputs · worker token create: An enrollment token is created/);
  });

  it.each([
    ['no program', () => [], '--swamp <path>'],
    ['a file that is not there', () => ['--swamp', 'none'], "There is no file 'none'"],
    ['a pattern without a release', () => ['--swamp', 'x', '--programs', '/opt/swamp'], 'names no release'],
    ['tags that are not there', () => ['--swamp', 'x', '--tags', 'none.txt'], "there is no file 'none.txt'"],
    ['an unknown check', () => ['--swamp', 'x', '--only', 'halp'], "there is no check 'halp'"],
    ['a report in a folder that is not there', () => ['--swamp', 'x', '--report', 'no/x.md'], 'cannot be written'],
    [
      'a known release',
      () => ['--swamp', standIn({ version: 'swamp 20260822.011157.0-sha.06b61472' }).path],
      'is in spec/releases.yaml already',
    ],
    [
      'an older release',
      () => ['--swamp', standIn({ version: 'swamp 20260705.000001.0-sha.00000001' }).path],
      'is older than the newest known, 20260822.011157',
    ],
    [
      'a new protocol',
      () => ['--swamp', standIn({ speaks: 5 }).path],
      'speaks protocol 5, and the newest released one is 4. Open it first: npm run protocol:cut -- 5 ',
    ],
    ['an older protocol', () => ['--swamp', standIn({ speaks: 3 }).path], 'That is not the next one'],
    ['a worker that tells no protocol', () => ['--swamp', standIn({ speaks: undefined }).path], 'did not tell'],
    [
      'a release without a commit',
      () => ['--swamp', standIn({ version: '20990901.120000.0' }).path],
      'names no commit',
    ],
    [
      'garbage',
      () => ['--swamp', standIn({ help: { serve: '\u0000\u001b[31mno' } }).path],
      "'swamp serve --help' printed no help page",
    ],
    [
      'a command that prints no help page',
      () => ['--swamp', standIn({ replace: [['worker list --help', 'Usage', 'Abuse']] }).path],
      "'swamp worker list --help' printed no help page of it",
    ],
    [
      'a command that crashes',
      () => ['--swamp', standIn({ misbehave: [['worker list --help', 'crash']] }).path],
      "'swamp worker list --help' was ended by SIGABRT",
    ],
    [
      'a command that hangs',
      () => ['--swamp', standIn({ misbehave: [[`${HANGING} --help`, 'hang']] }).path],
      `'swamp ${HANGING} --help' did not end`,
    ],
  ])('refuses %s, and writes nothing', async (_, args, message) => {
    const { status, stdout, stderr } = await take(args());
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/Nothing was written\.\n$/);
    expect([status, stdout]).toEqual([2, '']);
    expect(tree.changed()).toEqual([]);
  });

  it('tells where a file of facts is broken, and leaves it', async () => {
    tree.write(PAGE, `${tree.read(PAGE)}nonsense: [1\n`);
    const before = tree.read(PAGE);
    const { status, stderr } = await take(['--swamp', standIn().path]);
    expect([status, tree.read(PAGE)]).toEqual([2, before]);
    expect(stderr).toMatch(/worker-connect\.yaml:\d+: /);
  });
});

describe('a tree in which a release is taken', { timeout: 600_000 }, () => {
  it('stays as it was when the command is stopped, and nothing is left behind', async () => {
    const program = standIn({ replace: FLAG, misbehave: [[`${HANGING} --help`, 'hang']] });
    const script = path.join(projectRoot, 'tests', 'fixtures', 'take-into.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, tree.root, '--swamp', program.path], {
      env: { ...process.env, TMPDIR: program.folder },
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (!stderr.includes(HANGING)) {
      await pause(50);
    }
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(tree.changed()).toEqual([]);
    expect(readdirSync(program.folder).filter((name) => /^(?:release-take|swamp-verify)-/.test(name))).toEqual([]);
    expect(await eventually(() => processesMentioning(program.folder).length === 0)).toBe(true);
  });

  it('is not written when somebody else changed a file meanwhile, or a file cannot be written', () => {
    const copy = Staging.open(tree.root);
    try {
      copy.write(PAGE, 'command: mine\n');
      copy.write('spec/headlines.yaml', 'headlines: {}\n');
      tree.write(PAGE, 'command: theirs\n');
      const headlines = tree.read('spec/headlines.yaml');
      expect(() => copy.commit()).toThrow(`${PAGE} was changed while the release was taken.`);
      expect([tree.read(PAGE), tree.read('spec/headlines.yaml')]).toEqual(['command: theirs\n', headlines]);
      expect(readdirSync(path.join(tree.root, 'spec')).filter((name) => name.endsWith('.release-take'))).toEqual([]);
    } finally {
      copy.remove();
    }
  });
});
