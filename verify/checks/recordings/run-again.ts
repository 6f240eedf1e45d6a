import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import { runSwamp, startSwamp } from '../../harness/index.ts';
import type { LaunchContext, LaunchOptions, RunningProcess } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import type { BehaviorStage } from '../behaviors/stage.ts';
import { plainCommand } from './shell-words.ts';

/** Address that recordings show for the first orchestrator. */
const SHOWN_ADDRESS = '127.0.0.1:9090';

/** Longer than a command takes on the busiest machine, since several are read at the same time. */
const TIMEOUT_MS = 900_000;

/** What stands in a recording, and what is meant by it now, such as an id. */
export type Values = Readonly<Record<string, string>>;

/**
 * Runs a command as a recording has it.
 *
 * @param at - the orchestrator that is meant by the first address of the recording, and whose repository it is.
 */
export async function runAgain(
  behaviors: BehaviorStage,
  at: Orchestrator,
  { terminal, directory, command: recorded }: RecordedProcess,
  values: Values = {},
): Promise<ProcessToRecord> {
  const command = withValues(recorded, { ...shownPlaces(at), ...values });
  const plain = plainCommand(command);
  if (plain === undefined) {
    const options = inShell(at, directory, behaviors.context.swamp.path);
    const process = await runSwamp(shellOf(behaviors), ['-c', command], { ...options, timeoutMs: TIMEOUT_MS });
    return { terminal, directory, process: { ...process, command } };
  }
  const { args, env } = plain;
  const process = await behaviors.run(at, args, { cwd: folderOf(at, directory), env, timeoutMs: TIMEOUT_MS });
  return { terminal, directory, process, env };
}

/** Puts what is meant into a text in place of what is shown. */
export function withValues(text: string, values: Values): string {
  return Object.entries(values).reduce((result, [shown, meant]) => result.replaceAll(shown, meant), text);
}

/**
 * Starts a command that needs a shell, and leaves it running.
 *
 * @param begin - what this shell does before it, such as a run in the background for which the command waits.
 */
export async function startInShell(
  behaviors: BehaviorStage,
  at: Orchestrator,
  { directory, command: recorded }: RecordedProcess,
  begin: string,
): Promise<RunningProcess> {
  const command = withValues(recorded, shownPlaces(at));
  const options = inShell(at, directory, behaviors.context.swamp.path);
  const script = `${withValues(begin, shownPlaces(at))}\n${command}`;
  const process = await startSwamp(shellOf(behaviors), ['-c', script], options);
  return Object.assign(Object.create(process) as RunningProcess, { command });
}

/**
 * Starts a command as a recording has it, and leaves it running.
 *
 * @param swamp - another program than the one that is verified.
 */
export async function startAgain(
  { context }: BehaviorStage,
  at: Orchestrator,
  { terminal, directory, command: recorded }: RecordedProcess,
  values: Values = {},
  swamp: LaunchContext['swamp'] = context.swamp,
): Promise<ProcessToRecord & { readonly process: RunningProcess }> {
  const plain = plainCommand(withValues(recorded, { ...shownPlaces(at), ...values }));
  if (plain === undefined) {
    throw new Error(`'${recorded}' is more than a call of swamp, so it cannot be started again.`);
  }
  const { args, env } = plain;
  const options = { scratch: at.scratch, cwd: folderOf(at, directory), env };
  const process = await startSwamp({ swamp, processes: context.processes }, args, options);
  return { terminal, directory, process, env };
}

/** What recordings show for the address and the port of an orchestrator, and for the folder of its workers. */
function shownPlaces(at: Orchestrator): Values {
  return {
    [SHOWN_ADDRESS]: `127.0.0.1:${at.port}`,
    '--port 9090': `--port ${at.port}`,
    '/var/lib/swamp': at.scratch.root,
  };
}

function shellOf({ context }: BehaviorStage): LaunchContext {
  return { swamp: { path: '/bin/bash', release: context.swamp.release }, processes: context.processes };
}

/** Where a shell runs, and the program as `swamp` on its path. */
function inShell(at: Orchestrator, directory: RecordedProcess['directory'], program: string): LaunchOptions {
  const folder = at.scratch.path('bin');
  const link = path.join(folder, 'swamp');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(link)) {
    symlinkSync(program, link);
  }
  const env = { PATH: `${folder}:${process.env.PATH ?? ''}` };
  return { scratch: at.scratch, cwd: folderOf(at, directory), env };
}

function folderOf({ scratch }: Orchestrator, directory: RecordedProcess['directory']): string {
  return directory === 'repository' ? scratch.repository : scratch.elsewhere;
}
