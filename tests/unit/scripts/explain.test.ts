import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function explain(
  args: readonly string[],
  input: string | Buffer = '',
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('node', ['--import', 'tsx', path.join(projectRoot, 'scripts', 'explain.ts'), ...args], {
    cwd: projectRoot,
    input,
    encoding: 'utf8',
    timeout: 60_000,
  });
}

describe('npm run explain', { timeout: 60_000 }, () => {
  const refused = 'Worker protocol version 2 does not match orchestrator version 4\n';

  it('explains standard input', () => {
    const { status, stdout } = explain([], refused);
    expect(stdout).toContain('The worker speaks protocol `2`, the orchestrator protocol `4`.');
    expect(status).toBe(0);
  });

  it('explains files as JSON, as of a protocol', () => {
    const file = path.join(folder, 'worker.log');
    writeFileSync(file, refused);
    const { status, stdout } = explain(['--json', '--protocol', '3', file, file]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ id: 'protocol-mismatch', count: 2, inProtocol: true }] });
    expect(stdout).toContain('/protocol-3/reference/messages/enrollment#protocol-mismatch');
  });

  it('tells by its exit code that nothing is known', () => {
    expect(explain([], 'hello\n')).toMatchObject({ status: 1, stderr: '' });
  });

  it.each([
    ['an empty input', [], ' \n', 'nothing to explain'],
    ['a file that is not there', ['/no/such/file'], '', "There is no file '/no/such/file'"],
    ['a folder', [tmpdir()], '', 'is no file'],
    ['a protocol that is not there', ['--protocol', '9'], refused, "There is no protocol '9'. Known: 4, 3, 2."],
    ['an unknown option', ['--foo'], refused, "Unknown option '--foo'"],
    ['a picture', [], Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5]), 'is no text'],
  ])('says what is wrong with %s', (_, args, input, words) => {
    const { status, stdout, stderr } = explain(args, input);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
