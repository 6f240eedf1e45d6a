import type { RecordedProcess, Recording } from './schema/recording.ts';

/** Id of the recording that holds what the steps of a procedure page printed. */
export function transcriptRecordingId(pagePath: string): string {
  return `walkthrough/${pagePath.replaceAll('/', '-')}`;
}

/** What the steps of a procedure page printed, by name of the step. */
export function transcriptsByStep(recording: Recording): Map<string, RecordedProcess> {
  return new Map(
    recording.processes.flatMap((process) => (process.step === undefined ? [] : [[process.step, process]])),
  );
}
