import { constants, accessSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseRelease, shortRelease } from '../src/facts/release.ts';
import type { Release } from '../src/facts/release.ts';
import { standingOf } from '../src/facts/standing.ts';
import type { Protocol, ReleaseIndex } from '../src/facts/releases.ts';
import type { Swamp } from './check.ts';
import { howItEnded, lastLines, runSwamp } from './harness/index.ts';
import type { ProcessGroup, ScratchFactory } from './harness/index.ts';
import { detectRuntime } from './runtime.ts';

/** Thrown when there is nothing to verify; the message says why. */
export class CannotRunError extends Error {}

const VERSION_TIMEOUT_MS = 180_000;

/** What is needed to ask a program for its version. */
export interface DetectContext {
  readonly index: ReleaseIndex;
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  readonly timeoutMs?: number;
}

/**
 * Finds out which release and so which protocol a program is, and what it runs on.
 *
 * @param file - path of the program, as typed.
 * @throws {@link CannotRunError} when it is no program that can be verified.
 */
export async function detectSwamp(file: string, context: DetectContext): Promise<Swamp> {
  const program = await identifySwamp(file, context);
  const protocol = protocolOf(context.index, program.release);
  const { scratches, processes, timeoutMs } = context;
  const runtime = await detectRuntime({ swamp: program, scratches, processes }, timeoutMs);
  return { ...program, protocol, runtime };
}

/**
 * Finds out which release a program is, whether the portal knows that release or not.
 *
 * @param file - path of the program, as typed.
 * @throws {@link CannotRunError} when it is no program that can be verified.
 */
export async function identifySwamp(
  file: string,
  context: Omit<DetectContext, 'index'>,
): Promise<Pick<Swamp, 'path' | 'version' | 'release'>> {
  const absolute = path.resolve(file);
  assertExecutable(file, absolute);
  const version = await versionOf(file, absolute, context);
  const release = releaseIn(version);
  if (release === undefined) {
    throw new CannotRunError(
      `'${file} --version' names no release such as 20260822.011157.0. It printed: ${version || 'nothing'}`,
    );
  }
  return { path: absolute, version, release };
}

function assertExecutable(file: string, absolute: string): void {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new CannotRunError(`There is no file '${file}'. Give the path of a swamp executable.`);
  }
  if (!stats.isFile()) {
    throw new CannotRunError(
      `'${file}' is ${stats.isDirectory() ? 'a folder' : 'no ordinary file'}. Give the path of a swamp executable.`,
    );
  }
  try {
    accessSync(absolute, constants.X_OK);
  } catch {
    throw new CannotRunError(`'${file}' is not executable. Make it so with: chmod +x '${file}'`);
  }
}

async function versionOf(file: string, absolute: string, context: Omit<DetectContext, 'index'>): Promise<string> {
  const scratch = context.scratches.create();
  try {
    const finished = await runSwamp({ swamp: { path: absolute }, processes: context.processes }, ['--version'], {
      scratch,
      cwd: scratch.elsewhere,
      timeoutMs: context.timeoutMs ?? VERSION_TIMEOUT_MS,
    });
    if (finished.exitCode !== 0) {
      throw new CannotRunError(`'${file} --version' ${howItEnded(finished)}. ${lastLines(finished)}`);
    }
    return finished.stdout.trim();
  } catch (error) {
    throw error instanceof CannotRunError ? error : new CannotRunError((error as Error).message, { cause: error });
  } finally {
    scratch.remove();
  }
}

function releaseIn(version: string): Release | undefined {
  const word = version.split(/\s+/).find((candidate) => parseRelease(candidate) !== undefined);
  return word === undefined ? undefined : parseRelease(word);
}

function protocolOf(index: ReleaseIndex, release: Release): Protocol {
  const standing = standingOf(index, release);
  switch (standing.kind) {
    case 'known':
    case 'unlisted':
      return standing.protocol;
    case 'before-remote-execution':
      throw new CannotRunError(
        `Release ${shortRelease(release)} has no remote execution: the first that has it is ${shortRelease(index.protocols.at(-1)!.first)}.`,
      );
    case 'newer-than-known':
      throw new CannotRunError(
        `Release ${shortRelease(release)} is newer than the newest known, ${shortRelease(standing.protocol.last)}. Take it first: npm run release:take -- --swamp <path>.`,
      );
  }
}
