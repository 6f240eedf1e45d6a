import { spawnSync } from 'node:child_process';

/** A file that is otherwise than at a commit. */
export interface ChangedFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly how: 'changed' | 'new' | 'gone';
}

const HOW: Readonly<Record<string, ChangedFile['how']>> = { A: 'new', D: 'gone', M: 'changed', T: 'changed' };

/**
 * What differs between a commit and the working tree.
 *
 * @param root - the project's folder.
 * @param commit - as git names one.
 * @param folder - only files below it.
 * @throws Error when git knows no such commit, or the project is in no repository.
 */
export function changedSince(root: string, commit: string, folder: string): ChangedFile[] {
  if (commit.startsWith('-')) {
    throw new Error(`'${commit}' is no commit, such as HEAD~1 or main.`);
  }
  const told = git(root, ['diff', '--no-renames', '--name-status', '-z', commit, '--', folder]).split('\0');
  const changed = told.flatMap((letter, index): ChangedFile[] =>
    index % 2 === 0 && HOW[letter] !== undefined ? [{ file: told[index + 1]!, how: HOW[letter] }] : [],
  );
  // Files that git does not know yet are in no difference.
  const added = git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', folder]).split('\0');
  return [...changed, ...added.filter((file) => file !== '').map((file): ChangedFile => ({ file, how: 'new' }))];
}

/** The text of a file at a commit. */
export function textAt(root: string, commit: string, file: string): string {
  return git(root, ['show', `${commit}:./${file}`]);
}

function git(root: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error !== undefined || status !== 0) {
    throw new Error(`git ${args[0]!} failed: ${error?.message ?? stderr.trim()}`);
  }
  return stdout;
}
