import { existsSync } from 'node:fs';
import { shortRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { identifySwamp } from '../../verify/detect.ts';
import type { ProcessGroup, ScratchFactory } from '../../verify/harness/index.ts';
import type { CommandPage } from './plan-help.ts';
import type { HelpSource } from './read-histories.ts';
import { readHelp } from './read-help.ts';

/** Stands for the release in a pattern of paths. */
export const RELEASE_IN_PATTERN = '{release}';

/** What is needed to run programs. */
export interface ProgramsContext {
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  progress(line: string): void;
}

/** Programs of releases, each started only when it is asked for, and each question asked once. */
export class Programs implements HelpSource {
  private readonly checked = new Map<Release, Promise<string | undefined>>();
  private readonly pages = new Map<string, Promise<CommandPage | undefined>>();
  /** Releases whose program is of no use, and why. */
  readonly unfit = new Map<Release, string>();

  constructor(
    private readonly context: ProgramsContext,
    /** Path of the program of a release, with {@link RELEASE_IN_PATTERN}; absent when there are none. */
    private readonly pattern?: string | undefined,
  ) {}

  /** Whether there is a program of a release. */
  has(release: Release): boolean {
    return this.pathOf(release) !== undefined && !this.unfit.has(release);
  }

  /** The help of a command as a release prints it; undefined when no fit program of it is here. */
  async helpOf(release: Release, command: string): Promise<CommandPage | undefined> {
    const key = `${release} ${command}`;
    const known = this.pages.get(key) ?? this.ask(release, command);
    this.pages.set(key, known);
    return known;
  }

  private async ask(release: Release, command: string): Promise<CommandPage | undefined> {
    const program = await this.programOf(release);
    if (program === undefined || this.unfit.has(release)) {
      return undefined;
    }
    const { scratches, processes, progress } = this.context;
    progress(`help of ${shortRelease(release)}: ${command}`);
    const scratch = scratches.create();
    try {
      return await readHelp({ swamp: { path: program }, processes, scratch }, command);
    } catch (error) {
      return this.reject(release, error);
    } finally {
      scratch.remove();
    }
  }

  /** The program of a release, after a look at whether it is one; undefined when there is no fit one. */
  programOf(release: Release): Promise<string | undefined> {
    const known = this.checked.get(release) ?? this.check(release);
    this.checked.set(release, known);
    return known;
  }

  private async check(release: Release): Promise<string | undefined> {
    const file = this.pathOf(release);
    if (file === undefined) {
      return undefined;
    }
    try {
      const found = await identifySwamp(file, this.context);
      if (found.release !== release) {
        throw new Error(`it says that it is ${shortRelease(found.release)}`);
      }
      return found.path;
    } catch (error) {
      return this.reject(release, error);
    }
  }

  private reject(release: Release, error: unknown): undefined {
    this.unfit.set(release, error instanceof Error ? error.message : String(error));
    return undefined;
  }

  private pathOf(release: Release): string | undefined {
    return [shortRelease(release), release]
      .map((name) => this.pattern?.replaceAll(RELEASE_IN_PATTERN, name))
      .find((file) => file !== undefined && existsSync(file));
  }
}
