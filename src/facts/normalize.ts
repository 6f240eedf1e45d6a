/**
 * Recordings must be comparable: what differs from run to run (secrets, ids, times, ports, paths,
 * durations) is replaced by fixed values of the same shape, so that normalized output still reads
 * like real output and still validates against its JSON Schema. Normalizing twice changes nothing.
 */

import { withoutSequences } from './clean-text.ts';

/** The moment that stands for every point in time. */
const CANONICAL_TIME = '2026-01-01T12:00:00.000Z';

/** Replaces values that are known beforehand, such as the scratch folder or a port. */
export interface KnownValue {
  /** The text as it occurs in the output. */
  readonly actual: string;
  /** What a page shows instead. */
  readonly shown: string;
}

type Replacement = (text: string) => string;

/** Lines that come and go on standard error of any command and say nothing about it. */
const NOISE = [
  /^Your swamp version is \d+ days? old\..*$/,
  /^(?:.*: )?Tip: Join & participate.*$/,
  // The first command in a new repository, if it comes soon enough after `init`.
  /Catalog invalidated for "[a-z]+" rescan: ".*"$/,
] as const;

/** The framed advertisement that any command may print. */
const ADVERTISEMENT = /^ *┌─+┐\n(?: *│.*│\n)*? *│ Swamp is better with SWAMP CLUB.*│\n(?: *│.*│\n)* *└─+┘$/gm;

/**
 * Makes output comparable and fit to be shown.
 *
 * Ids and secrets are numbered by first appearance, so that equal ones stay equal and different ones
 * different. Hand all texts that belong together over in one piece.
 *
 * @param text - standard output or standard error of one or several processes.
 * @param known - values to replace first, longest first, such as scratch folders and ports.
 * @returns the text with LF line ends, without ANSI sequences, noise and trailing blanks.
 */
export function normalizeOutput(text: string, known: readonly KnownValue[] = []): string {
  const byLength = [...known].sort((a, b) => b.actual.length - a.actual.length);
  const steps: Replacement[] = [
    (input) => withoutSequences(input).replace(/\r\n?/g, '\n'),
    (input) => byLength.reduce((result, value) => result.replaceAll(value.actual, value.shown), input),
    replaceSecrets,
    replaceIds,
    replaceTimes,
    replaceDurations,
    replaceProcessFacts,
    tidyLines,
  ];
  return steps.reduce((result, step) => step(result), text);
}

/** 64 hexadecimal digits: the secret half of a token, a credential or a fingerprint. */
function replaceSecrets(text: string): string {
  const numbering = new Numbering();
  return text.replace(/\b[0-9a-f]{64}\b/g, (secret) => numbering.digitsOf(secret).padEnd(64, '0123456789abcdef'));
}

/**
 * Replaces uuids, and the eight digits by which the program shortens an id (`Dispatch 1237cc16`,
 * `pending-8044ac73`, `.lock#7bdab3a8`) or tells the members of a fleet apart (`fleet-1237cc16`).
 * A shortened id goes on to be the beginning of the uuid that it stands for.
 */
function replaceIds(text: string): string {
  const numbering = new Numbering();
  return text
    .replace(
      /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
      (_, start: string) => `${numbering.digitsOf(start)}-0000-4000-8000-000000000000`,
    )
    .replace(/(?<=\b(?:Dispatch|dispatch|lease|run) |[a-z0-9_]-|#)[0-9a-f]{8}\b(?!-|\.\d)/g, (short) =>
      numbering.digitsOf(short),
    );
}

function replaceTimes(text: string): string {
  return (
    text
      .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})/g, CANONICAL_TIME)
      .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z/g, CANONICAL_TIME.replace(/[:.]/g, '-'))
      .replace(/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}([.,]\d{3})?/g, (_, fraction?: string) =>
        fraction === undefined ? '2026-01-01 12:00:00' : '2026-01-01 12:00:00.000',
      )
      .replace(/(^|\s)\d{2}:\d{2}:\d{2}\.\d{3}(?=\s)/gm, '$112:00:00.000')
      .replace(/\b\d{2}:\d{2}:\d{2} UTC\b/g, '12:00:00 UTC')
      // A proxy's two logs, and its answers.
      .replace(/\[\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\]/g, '[01/Jan/2026:12:00:00 +0000]')
      .replace(/\b\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}\b/g, '2026/01/01 12:00:00')
      .replace(/(?<=^Date: ).* GMT$/gm, 'Thu, 01 Jan 2026 12:00:00 GMT')
  );
}

/** From here on a duration says something about what was done, such as a limit that passed or a step that slept. */
const TELLING_MS = 3_000;

/** Short durations only say how fast the machine was; others are kept to the second. */
function steadyMs(text: string): number {
  const ms = Number(text);
  return ms < TELLING_MS ? 100 : Math.floor(ms / 1000) * 1000;
}

function steadySeconds(text: string): string {
  const seconds = Number(text);
  const whole = seconds * 1000 < TELLING_MS ? 1 : Math.floor(seconds);
  return text.includes('.') ? `${whole}.0s` : `${whole}s`;
}

function replaceDurations(text: string): string {
  return (
    text
      .replace(/\b(\d+(?:\.\d+)?)ms\b/g, (_, ms: string) => `${steadyMs(ms)}ms`)
      // How long a worker waits before it tries again is a rule of the program, not a measurement.
      .replace(/(?<=(?<!Reconnecting )\bin )(\d+(?:\.\d+)?)s(?=[\s),.]|$)/gm, (_, seconds: string) =>
        steadySeconds(seconds),
      )
      .replace(/(?<=\bin )(\d+)m\d+s\b/g, '$1m0s')
      .replace(
        /(\\?"(?:durationMs|ageMs|duration|elapsedMs)\\?": ?)(\d+(?:\.\d+)?)/g,
        (_, key: string, ms: string) => key + String(steadyMs(ms)),
      )
      // A cell of a table keeps its width.
      .replace(
        /(\bdurationMs {2,})(\d+)( *)/g,
        (_, key: string, ms: string, rest: string) => key + String(steadyMs(ms)).padEnd(ms.length + rest.length),
      )
      .replace(/(?<=\dZ {2})(?:<1s|\d+s)$/gm, '3s')
  );
}

function replaceProcessFacts(text: string): string {
  return (
    text
      .replace(/("(?:pid|sessionExpiresAtMs)": ?)\d+/g, '$11000')
      .replace(/\b(pid|PID)(:? +)\d+/g, '$1$21000')
      // Process and thread in the log of nginx.
      .replace(/(?<=\[(?:error|warn|info)\] )\d+#\d+(?=:)/g, '1000#1000')
      .replace(/("initiatedBy": ?)"[^"]*"/g, '$1"operator"')
      // Where the source of the program lies, in a stack trace.
      .replace(/(?<=file:\/\/)\/\S*?(?=\/src\/)/g, '/opt/swamp')
      .replace(/(?<=file:\/\/)\/(?!opt\/swamp\/)\S*\/(?=[^/\s]+\.[jt]s:\d)/g, '/opt/swamp/')
  );
}

function tidyLines(text: string): string {
  const lines = text
    .replace(ADVERTISEMENT, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => !NOISE.some((noise) => noise.test(line.trim())));
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

const PAIRS_OF_DIGITS = Array.from({ length: 240 }, (_, index) => (index + 16).toString(16));

/** `11111111` to `ffffffff`, then the less catchy `10101010` and so on. */
const EIGHT_DIGITS = [
  ...PAIRS_OF_DIGITS.filter((pair) => pair[0] === pair[1]),
  ...PAIRS_OF_DIGITS.filter((pair) => pair[0] !== pair[1]),
].map((pair) => pair.repeat(4));

/** Gives every different value its own eight digits, in the order in which the values appear. */
class Numbering {
  readonly #digits = new Map<string, string>();

  digitsOf(value: string): string {
    const digits = this.#digits.get(value) ?? EIGHT_DIGITS[this.#digits.size % EIGHT_DIGITS.length]!;
    this.#digits.set(value, digits);
    return digits;
  }
}
