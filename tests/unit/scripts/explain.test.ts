import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainCommand } from '../../../scripts/lib/explain-command.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { specs } from '../../support/facts.ts';

const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4\n';
const KNOWN = specs.map(({ protocol }) => protocol.number);
const NEWEST = KNOWN[0]!;

interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function explain(
  args: readonly string[],
  input: string | Buffer = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const status = await explainCommand(args, {
    stdin: Readable.from([Buffer.from(input)]),
    env,
    print: (text) => (said.stdout += text),
    complain: (text) => (said.stderr += text),
  });
  return { status, ...said };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run explain', () => {
  /** Says so when a process reads facts. */
  const WATCH = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { readFileSync } = fs;
    fs.readFileSync = (file, ...rest) => {
      if (String(file).endsWith('.yaml')) console.error('reads facts');
      return readFileSync(file, ...rest);
    };
    syncBuiltinESMExports();`;

  const spawned = (args: readonly string[], input: string) =>
    spawnSync(
      'node',
      [
        `--import=data:text/javascript,${encodeURIComponent(WATCH)}`,
        '--import=tsx',
        path.join(projectRoot, 'scripts', 'explain.ts'),
        ...args,
      ],
      { cwd: projectRoot, input, encoding: 'utf8' },
    );

  it('tells of a wrong option before it reads any facts', () => {
    const { status, stdout, stderr } = spawned(['--foo'], REFUSED);
    expect(stderr).toMatch(/^Unknown option '--foo'\.\n\nUsage: /);
    expect(stderr).not.toContain('reads facts');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('reads them for what is piped in', () => {
    const { status, stdout, stderr } = spawned([], REFUSED);
    expect(stderr).toContain('reads facts');
    expect(stdout).toContain('The worker speaks protocol `2`, the orchestrator protocol `4`.');
    expect(status).toBe(0);
  });
});

describe('explain', () => {
  it('explains standard input', async () => {
    const { status, stdout } = await explain([], REFUSED);
    expect(stdout).toContain('The worker speaks protocol `2`, the orchestrator protocol `4`.');
    expect(status).toBe(0);
  });

  it('explains files as JSON, as of a protocol', async () => {
    const file = path.join(folder, 'worker.log');
    writeFileSync(file, REFUSED);
    const { status, stdout } = await explain(['--json', '--protocol', '3', file, file]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ id: 'protocol-mismatch', count: 2, inProtocol: true }] });
    expect(stdout).toContain('/protocol-3/reference/messages/enrollment#protocol-mismatch');
  });

  it('tells by its exit code that nothing is known', async () => {
    expect(await explain([], 'hello\n')).toMatchObject({ status: 1, stderr: '' });
  });

  it('shows its usage', async () => {
    expect(await explain(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: /) });
  });

  it.each<[where: string, args: string[], env: Record<string, string>, site: string]>([
    ['to the portal of npm start', [], {}, 'http://localhost:3000'],
    ['to the portal at another port', [], { PORT: '3011' }, 'http://localhost:3011'],
    ['to the configured address', [], { SITE_URL: 'https://docs.example.org' }, 'https://docs.example.org'],
    [
      'to the site that is named',
      ['--site', 'https://a.example/docs/'],
      { SITE_URL: 'https://docs.example.org' },
      'https://a.example/docs',
    ],
  ])('has links %s', async (_, args, env, site) => {
    const { stdout } = await explain(args, REFUSED, env);
    expect(stdout).toContain(`\n  ${site}/protocol-${NEWEST}/reference/messages/enrollment#protocol-mismatch\n`);
  });

  it.each<[what: string, args: string[], input: string | Buffer, words: string]>([
    ['an empty input', [], ' \n', 'nothing to explain'],
    ['a file that is not there', ['/no/such/file'], '', "There is no file '/no/such/file'"],
    ['a folder', [tmpdir()], '', 'is no file'],
    [
      'a protocol that is not there',
      ['--protocol', '99'],
      REFUSED,
      `There is no protocol '99'. Known: ${KNOWN.join(', ')}.`,
    ],
    ['an unknown option', ['--foo'], REFUSED, "Unknown option '--foo'"],
    ['a site that is no address', ['--site', 'docs'], REFUSED, "--site is 'docs'"],
    ['a picture', [], Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5]), 'is no text'],
  ])('says what is wrong with %s', async (_, args, input, words) => {
    const { status, stdout, stderr } = await explain(args, input);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('says what is wrong with the port in the environment', async () => {
    expect(await explain([], REFUSED, { PORT: 'x' })).toMatchObject({ status: 2, stderr: /PORT is 'x'/ });
  });
});
