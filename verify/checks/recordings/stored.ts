import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { recordingSchema } from '../../../src/facts/schema/recording.ts';
import type { Recording } from '../../../src/facts/schema/recording.ts';
import type { Swamp } from '../../check.ts';
import { folderOfRecordings } from '../../record/writer.ts';

/**
 * The recordings that are kept of a release. Their words are a person's: a title, a note, and the files that took
 * part say what is to be done again. All else is what the program printed.
 */
export class StoredRecordings {
  private readonly folder: string;

  /**
   * @param root - the project's folder.
   * @param swamp - a release of which none are kept is held against those of its protocol's verified one.
   */
  constructor(root: string, swamp: Pick<Swamp, 'release' | 'protocol'>) {
    this.folder = path.join(root, 'recordings', folderOfRecordings(swamp) ?? swamp.protocol.pathName);
  }

  has(id: string): boolean {
    return existsSync(this.fileOf(id));
  }

  /** @throws Error when there is no recording of this name: pages include recordings by name, and nobody would see it. */
  get(id: string): Recording {
    if (!this.has(id)) {
      throw new Error(`There is no recording ${this.fileOf(id)} that could be made anew. Name one that exists.`);
    }
    return recordingSchema.parse(parse(readFileSync(this.fileOf(id), 'utf8')));
  }

  private fileOf(id: string): string {
    return path.join(this.folder, `${id}.yaml`);
  }
}
