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

/** Folders whose files are always written; recordings are only when the release is recorded. */
const WRITTEN = ['spec', 'docs', 'versioned_docs'] as const;

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
  private readonly before = new Map<string, string>();

  private constructor(
    private readonly project: string,
    /** A folder that is read like the project's. */
    readonly root: string,
    /** Folders that are copied; all others are only read. */
    private readonly folders: readonly string[],
  ) {}

  /**
   * @param project - the project's folder.
   * @param records - whether recordings are written, too.
   */
  static open(project: string, records = false): Staging {
    const root = mkdtempSync(path.join(tmpdir(), 'release-take-'));
    const folders: readonly string[] = records ? [...WRITTEN, 'recordings'] : WRITTEN;
    const staging = new Staging(project, root, folders);
    for (const name of readdirSync(project)) {
      if (folders.includes(name)) {
        cpSync(path.join(project, name), path.join(root, name), { recursive: true, dereference: true });
      } else {
        symlinkSync(path.join(project, name), path.join(root, name));
      }
    }
    for (const file of filesIn(root, folders)) {
      staging.before.set(file, readFileSync(path.join(root, file), 'utf8'));
    }
    return staging;
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  /** The text of a file as it was when the copy was made; empty for a new one. */
  original(file: string): string {
    return this.before.get(file) ?? '';
  }

  has(file: string): boolean {
    return existsSync(path.join(this.root, file));
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  /** Lines of the files in a folder that have a text, counted from 1. */
  linesWith(text: string, folder: string): { readonly file: string; readonly line: number }[] {
    return filesIn(this.root, [folder]).flatMap((file) =>
      this.read(file)
        .split('\n')
        .flatMap((line, position) => (line.includes(text) ? [{ file, line: position + 1 }] : [])),
    );
  }

  /** What is otherwise than in the project, in the order of paths. */
  changed(): StagedFile[] {
    return filesIn(this.root, this.folders).flatMap((file): StagedFile[] => {
      const before = this.before.get(file);
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
      if (now !== this.before.get(file)) {
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

function filesIn(root: string, folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .sort(),
    );
}
