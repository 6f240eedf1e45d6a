import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './project-root.ts';

const LEFT_OUT = new Set(['node_modules', 'build', 'dist', '.docusaurus', '.git', 'test-results', 'playwright-report']);

/** What a command in the copy said. */
export interface CommandResult {
  readonly status: number | null;
  readonly output: string;
}

/** A copy of the project in a temporary folder. */
export interface ProjectCopy {
  readonly root: string;
  /** Runs a command in the copy and waits for its end. */
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): CommandResult;
  remove(): void;
}

/**
 * Copies the project as it is on disk, without what was built.
 *
 * @param packages - `shared`: a link to the installed packages, which is quick; `own`: a copy, for
 * the names in a bundle follow from where a package really lies.
 */
export function copyProject(packages: 'shared' | 'own' = 'shared'): ProjectCopy {
  const root = mkdtempSync(path.join(tmpdir(), 'project-copy-'));
  for (const name of readdirSync(projectRoot)) {
    if (!LEFT_OUT.has(name)) {
      cpSync(path.join(projectRoot, name), path.join(root, name), { recursive: true });
    }
  }
  copyPackages(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'), packages);
  return {
    root,
    run: (program, args, env = {}) => {
      // The copy's own programs: those of the project would build the copy with the project's packages.
      const PATH = `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`;
      const { status, stdout, stderr } = spawnSync(program, args, {
        cwd: root,
        env: { ...process.env, PATH, ...env },
        encoding: 'utf8',
      });
      return { status, output: `${stdout}${stderr}` };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function copyPackages(from: string, to: string, packages: 'shared' | 'own'): void {
  if (packages === 'shared') {
    symlinkSync(from, to);
  } else if (spawnSync('cp', ['-al', from, to]).status !== 0) {
    // Hard links take seconds, but end at the border of a file system.
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
