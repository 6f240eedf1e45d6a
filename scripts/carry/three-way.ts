import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What becomes of a file when a change of another one is taken over. */
export interface Merged {
  readonly text: string;
  /** Lines of the text at which a place begins that a person must decide; the first line is 1. */
  readonly marks: readonly number[];
}

/**
 * Takes the change from `before` to `after` into a text that has parts of its own.
 *
 * @param ours - the text, and how its parts are called in marks.
 * @param before - what the other text was.
 * @param after - what it is now.
 * @throws Error when git cannot merge them.
 */
export function mergeThreeWay(
  ours: { readonly text: string; readonly name: string },
  before: string,
  after: { readonly text: string; readonly name: string },
): Merged {
  const folder = mkdtempSync(path.join(tmpdir(), 'carry-'));
  try {
    const files = [ours.text, before, after.text].map((text, index) => {
      const file = path.join(folder, String(index));
      writeFileSync(file, text);
      return file;
    });
    const names = [ours.name, 'before', after.name].flatMap((name) => ['-L', name]);
    const { status, stdout, stderr, error } = spawnSync('git', ['merge-file', '-p', ...names, ...files], {
      encoding: 'utf8',
      maxBuffer: LARGEST,
    });
    // Its exit code counts the marks, up to 127; above that it is an error.
    if (error !== undefined || status === null || status > 127) {
      throw new Error(`git merge-file failed: ${error?.message ?? stderr.trim()}`);
    }
    return { text: stdout, marks: marksIn(stdout, ours.name) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes; no page comes near it. */
const LARGEST = 64 * 1024 * 1024;

function marksIn(text: string, name: string): number[] {
  return text.split('\n').flatMap((line, index) => (line === `<<<<<<< ${name}` ? [index + 1] : []));
}
