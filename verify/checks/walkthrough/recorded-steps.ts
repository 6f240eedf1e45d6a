import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { PerformedStep } from './perform.ts';
import { isRecorded } from './procedure.ts';
import { normalizeTranscripts } from './transcript.ts';
import type { Surroundings } from './transcript.ts';

/** What the steps of a page printed, in the form in which recordings hold it. */
export function recordedSteps(performed: readonly PerformedStep[], surroundings: Surroundings): RecordedProcess[] {
  const recorded = performed.filter(({ step }) => isRecorded(step));
  const transcripts = normalizeTranscripts(
    recorded.map(({ output }) => output),
    surroundings,
  );
  return recorded.map(({ step, command, directory, exitCode }, position) => ({
    terminal: step.terminal,
    step: step.name,
    command,
    directory,
    exitCode,
    ...(exitCode === null && { ended: 'still-running' as const }),
    ...(step.kind === 'keys' && { signal: 'SIGINT' }),
    stdout: transcripts[position]!,
    stderr: '',
  }));
}
