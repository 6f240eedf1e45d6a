import type { Swamp } from '../../check.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { TwoMachineLaboratory } from './laboratory.ts';
import type { ShownFile } from './proxies.ts';

/** Programs of the system that a scene needs beside those of every scene. */
export type Needed = 'nginx' | 'caddy' | 'ssh' | 'sshd' | 'ssh-keygen' | 'curl';

/** What ran, to be recorded. */
export interface Played {
  readonly files?: readonly ShownFile[];
  readonly processes: readonly ProcessToRecord[];
  /** What came of it and is to be told. */
  readonly note?: string;
}

/** Something that is done with an orchestrator and a worker on two machines. */
export interface Scene {
  /** Path of its recording below `two-machines/`: `proxy/nginx-basic`. */
  readonly id: string;
  /** What is done, in a sentence, in the words of the program that plays it. */
  title(swamp: Pick<Swamp, 'protocol'>): string;
  readonly note?: string;
  readonly needs: readonly Needed[];
  /** Protocols whose programs play it; all when absent. */
  readonly protocols?: readonly number[];
  /** Whether the first release of all has it, which knows neither certificates nor server tokens. */
  readonly inFirstRelease?: boolean;
  /** Whether it takes a server token whose secret is known. */
  readonly serverToken?: boolean;
  /** Longer than it takes on a busy machine. */
  readonly timeoutMs: number;
  play(laboratory: TwoMachineLaboratory): Promise<Played>;
}

/** Said of every scene in which an orchestrator is shared or was started before. */
export const MEANWHILE = 'A process that began earlier shows only what it printed meanwhile.';

/** Said where the program asks for an account. */
export const API_KEY_NOTE = 'The orchestrator ran with an API key in `SWAMP_API_KEY`; the recorder had no internet.';
