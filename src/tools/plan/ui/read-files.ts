import { decodeLog, looksBinary } from '../../explain/decode.ts';
import type { PlanFile } from '../request.ts';
import { InputProblem } from './planner-input.ts';

/** The largest input, in bytes: all files together. */
const LARGEST_INPUT = 1024 * 1024;

/** More files than these are no workflow with those that it runs. */
const MOST_FILES = 50;

/**
 * Reads files that were chosen or dropped.
 *
 * @throws InputProblem that says what to do, when they are too large, no text, or cannot be read.
 */
export async function readFiles(files: readonly File[]): Promise<readonly PlanFile[]> {
  if (files.length > MOST_FILES) {
    throw new InputProblem(
      `These are ${files.length} files. Choose the workflow and those that it runs, ${MOST_FILES} at most.`,
    );
  }
  checkSize(files.reduce((sum, { size }) => sum + size, 0));
  return Promise.all(
    files.map(async (file) => {
      const bytes = await bytesOf(file);
      if (looksBinary(bytes)) {
        throw new InputProblem(`${file.name} is no text. Choose a workflow file, which is YAML.`);
      }
      return { name: file.name, text: decodeLog(bytes) };
    }),
  );
}

/**
 * Refuses what is larger than a workflow can be.
 *
 * @throws InputProblem
 */
export function checkSize(bytes: number): void {
  if (bytes > LARGEST_INPUT) {
    throw new InputProblem(
      `That is ${(bytes / LARGEST_INPUT).toFixed(1)} MB; at most 1 MB is planned here. Leave out the jobs that you do not ask about.`,
    );
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InputProblem(
      `${file.name} cannot be read. A folder cannot be chosen, and a file must not change meanwhile.`,
    );
  }
}
