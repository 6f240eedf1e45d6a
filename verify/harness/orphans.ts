import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills descendants that left their process group. They are known by their `HOME`, which lies in a
 * scratch folder of this verification and so belongs to no other process. Linux only: elsewhere the
 * process groups must do.
 */
export function killOrphans(scratchRoots: readonly string[]): void {
  for (const pid of processesAtHomeIn(scratchRoots)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Ids of the processes whose `HOME` lies in one of the folders. */
export function processesAtHomeIn(roots: readonly string[]): number[] {
  if (process.platform !== 'linux' || roots.length === 0) {
    return [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && homeLiesIn(pid, roots));
}

function homeLiesIn(pid: number, roots: readonly string[]): boolean {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return variables.some((variable) => roots.some((root) => variable.startsWith(`HOME=${root}/`)));
  } catch {
    // Ended meanwhile, or another user's.
    return false;
  }
}
