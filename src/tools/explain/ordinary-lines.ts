import { foldSigns } from '../../facts/clean-text.ts';

/**
 * What the programs print when nothing is wrong, beside the messages that pages describe; `*` stands for any text. A
 * test finds each of them in a recording.
 */
export const ORDINARY_LINES: readonly string[] = [
  // swamp serve
  'Acquiring lock for "*"',
  'Acquired lock "*" after * retries (*ms)',
  'Admin grants materialized: *',
  'Catalog invalidated for "*" rescan: "*"',
  'Created admin grant for "*"',
  'Policy snapshot loaded (reload mode: "*")',
  'Telemetry: disabled for this process',
  'Unregistered schedule for workflow "*"',
  'Unregistered scheduled workflow "*"',
  // swamp worker connect
  'Dispatch *: *',
  // swamp workflow run
  'Evaluating expressions',
  'Executing method "*"',
  'Found model "*" ("*")',
  'Job completed',
  'Job started',
  'Method "*" completed on "*"',
  'Running report: "*"',
  'Starting workflow',
  'Starting workflow * · *',
  'Step completed',
  'Step started',
  'Still running... [*s elapsed]',
  'View produced data:',
  'Workflow "succeeded"',
  'Completed workflow * succeeded in *',
  'completed in * · *',
  'done * in * · *',
  'start * UTC',
  'step * · * · * · start * UTC',
  // Its reports
  '# * → *: succeeded',
  '# *: succeeded',
  '# Verification Attestation',
  '## Arguments',
  '## Data Output',
  '## Job: * (succeeded)',
  '* succeeded · 0 failed · * skipped',
  '* succeeded, producing *',
  '* succeeded with no data output.',
  'Branch: *',
  'Commit: *',
  'Gate: * passed, * skipped',
  'Method Arguments',
  'Report @*',
  'Status: succeeded',
  'Steps: * passed · 0 failed · * skipped',
  '✓ *',
  '── Report: * ──*',
  'swamp data get *',
  'swamp data list *',
  '│ *│*',
];

const PATTERNS = ORDINARY_LINES.map((line) => {
  const [first = '', ...rest] = foldSigns(line).split('*');
  return { first, rest };
});

/**
 * Whether a line is ordinary progress.
 *
 * @param words - of the program, without what stands before them.
 */
export function isOrdinary(words: string): boolean {
  const text = foldSigns(words.slice(0, 1_000)).trim();
  return PATTERNS.some(({ first, rest }) => text.startsWith(first) && hasInOrder(text, first.length, rest));
}

function hasInOrder(text: string, from: number, parts: readonly string[]): boolean {
  if (parts.length === 0) {
    return text.length === from;
  }
  let position = from;
  for (const part of parts.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found === -1) {
      return false;
    }
    position = found + part.length;
  }
  const last = parts.at(-1)!;
  return text.endsWith(last) && text.length - last.length >= position;
}
