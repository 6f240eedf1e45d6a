import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folders whose files are written; all others are only read. */
const WRITTEN = ['spec', 'recordings', 'docs'] as const;

/** A file that is otherwise in the copy. */
export interface StagedFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly how: 'changed' | 'new';
}

/**
 * A copy of what a release changes, beside the project. All that is written goes there first, so that whatever stops the
 * command leaves the project as it was; in the end the files go over together.
 */
export class Staging {
  private readonly original = new Map<string, string>();

  private constructor(
    private readonly project: string,
    /** A folder that is read like the project's. */
    readonly root: string,
  ) {}

  /** @param project - the project's folder. */
  static open(project: string): Staging {
    const root = mkdtempSync(path.join(tmpdir(), 'release-take-'));
    const staging = new Staging(project, root);
    for (const name of readdirSync(project)) {
      if ((WRITTEN as readonly string[]).includes(name)) {
        cpSync(path.join(project, name), path.join(root, name), { recursive: true });
      } else {
        symlinkSync(path.join(project, name), path.join(root, name));
      }
    }
    for (const file of filesIn(root)) {
      staging.original.set(file, readFileSync(path.join(root, file), 'utf8'));
    }
    return staging;
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  has(file: string): boolean {
    return existsSync(path.join(this.root, file));
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  /** Puts a file back as it was when the copy was made. */
  undo(file: string): void {
    const before = this.original.get(file);
    if (before === undefined) {
      rmSync(path.join(this.root, file), { force: true });
    } else {
      this.write(file, before);
    }
  }

  /** What is otherwise than in the project, in the order of paths. */
  changed(): StagedFile[] {
    return filesIn(this.root).flatMap((file): StagedFile[] => {
      const before = this.original.get(file);
      const how = before === undefined ? 'new' : 'changed';
      return before === this.read(file) ? [] : [{ file, how }];
    });
  }

  /**
   * Takes all changed files over into the project: each is written beside its place first, then all are renamed.
   *
   * @throws Error when somebody else changed one of them meanwhile, or one cannot be written. The project is then as it was.
   */
  commit(): void {
    const files = this.changed().map(({ file }) => ({ file, place: path.join(this.project, file) }));
    for (const { file, place } of files) {
      const now = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
      if (now !== this.original.get(file)) {
        throw new Error(`${file} was changed while the release was taken. Nothing is written: run it again.`);
      }
    }
    const beside = files.map(({ place }) => `${place}.release-take`);
    try {
      files.forEach(({ file, place }, index) => {
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(beside[index]!, this.read(file));
      });
    } catch (error) {
      beside.forEach((name) => rmSync(name, { force: true }));
      throw error;
    }
    // In one go: no signal is heard in between.
    files.forEach(({ place }, index) => renameSync(beside[index]!, place));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function filesIn(root: string): string[] {
  return WRITTEN.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .sort(),
  );
}
