import type { Observation } from './observation.ts';
import type { MessageStage } from './stage.ts';

/** A way to make the program print messages of the specification. */
export interface Scenario {
  /** Names the scenario in reports. */
  readonly id: string;
  /** What is done, in a sentence. */
  readonly title: string;
  /**
   * Ids of the messages that must appear. Those that do not hold for the release are left out; of a
   * list, the first that holds is taken.
   */
  readonly shows: readonly (string | readonly string[])[];
  /** Ids of messages that must appear, of which only the text counts: another event follows at once. */
  readonly mentions?: readonly string[];
  /** Circumstances that a reader of the recording must know. */
  readonly note?: string;
  /** The recording of the same scenario, rewritten with `--record`. */
  readonly recording?: string;
  /** Flags, by command, without which it cannot be played; older releases lack some. */
  readonly flags?: Readonly<Record<string, readonly string[]>>;
  /** Why this verification cannot play it; absent when it can. */
  readonly lacks?: string;
  /** Id of the message that what is done rests on: not played at releases that do not print it. */
  readonly needs?: string;
  /** Id of a message that stands in the way at the releases for which it holds. */
  readonly blockedBy?: string;
  provoke(stage: MessageStage): Promise<Observation>;
}
