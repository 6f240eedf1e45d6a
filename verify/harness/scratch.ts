import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { killOrphans } from './orphans.ts';

/** Start of the name of every scratch folder, by which a test finds ones that were left. */
const SCRATCH_PREFIX = 'swamp-verify-';

/** A folder that stands for one machine: a home, a folder for a repository, and one that is none. */
export interface Scratch {
  /** The folder that holds all others. */
  readonly root: string;
  /** `HOME` of what runs here. */
  readonly home: string;
  /** `TMPDIR` of what runs here. */
  readonly temporary: string;
  /** An empty folder, meant for `swamp init`. */
  readonly repository: string;
  /** An empty folder that is no swamp repository, such as the one from which a worker starts. */
  readonly elsewhere: string;
  /** Makes an empty folder below `root`. */
  folder(name: string): string;
  /** A path below `root`. */
  path(...parts: string[]): string;
  /** Kills what still runs here and removes the folder. */
  remove(): void;
}

/** Makes scratch folders and removes those that are left. */
export class ScratchFactory {
  private readonly scratches = new Set<Scratch>();

  create(): Scratch {
    // The real path: on some systems the temporary folder is a link, and the program prints its target.
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), SCRATCH_PREFIX)));
    const folder = (name: string): string => {
      const absolute = path.join(root, name);
      mkdirSync(absolute);
      return absolute;
    };
    const scratch: Scratch = {
      root,
      home: folder('home'),
      temporary: folder('tmp'),
      repository: folder('repo'),
      elsewhere: folder('elsewhere'),
      folder,
      path: (...parts) => path.join(root, ...parts),
      remove: () => {
        // Also what left its process group: nobody could find it by this folder later.
        killOrphans([root]);
        removeFolder(root);
        this.scratches.delete(scratch);
      },
    };
    this.scratches.add(scratch);
    return scratch;
  }

  /** Roots of the folders that were not removed yet. */
  roots(): string[] {
    return [...this.scratches].map((scratch) => scratch.root);
  }

  /**
   * Removes every folder that is left. Works without waiting, so that it can run while the verifier
   * ends.
   *
   * @returns the folders that could not be removed; the next call tries again.
   */
  removeAll(): string[] {
    for (const scratch of [...this.scratches]) {
      try {
        scratch.remove();
      } catch {
        // It stays in the list, and the others are removed all the same.
      }
    }
    return this.roots();
  }
}

function removeFolder(folder: string): void {
  // A process that was just killed may still have been writing: try again for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
