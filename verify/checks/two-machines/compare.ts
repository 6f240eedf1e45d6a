import type { RecordedScenario } from '../../record/normalized.ts';

/** Lines that tell what came of something, and why. */
const TELLING =
  /Enrolled as|Disconnected|Worker stopped|Error:|"error"|rejected|rate-limited|refus|failed|grace window|RECORDER|process ended|\[ERR\]/;

/**
 * How a kept recording and what ran now differ in what came of it: commands, how they ended, and which lines tell a
 * reason. The order of steps and the moment of a line are left to the machine.
 *
 * @returns what was expected and what came instead, or undefined.
 */
export function differenceBetween(
  kept: Pick<RecordedScenario, 'processes'>,
  now: Pick<RecordedScenario, 'processes'>,
): { readonly expected: string; readonly actual: string } | undefined {
  const expected = tellingOf(kept);
  const actual = tellingOf(now);
  const missing = expected.filter((line) => !actual.includes(line));
  const further = actual.filter((line) => !expected.includes(line));
  if (missing.length === 0 && further.length === 0) {
    return undefined;
  }
  return { expected: missing.join(' / ') || 'nothing more', actual: further.join(' / ') || 'nothing in its place' };
}

function tellingOf({ processes }: Pick<RecordedScenario, 'processes'>): string[] {
  const told = processes.flatMap(({ command, exitCode, ended, stdout, stderr }) => [
    `${withoutNumbers(command)} (${exitCode ?? ended})`,
    ...`${stdout}\n${stderr}`
      .split('\n')
      .filter((line) => TELLING.test(line))
      .map(withoutNumbers),
  ]);
  return [...new Set(told)];
}

function withoutNumbers(line: string): string {
  return line
    .replace(/[0-9a-f]*\d[0-9a-f.]*/g, '#')
    .replace(/ +/g, ' ')
    .trim();
}
