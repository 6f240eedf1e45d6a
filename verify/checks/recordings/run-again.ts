import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import type { BehaviorStage } from '../behaviors/stage.ts';
import { plainCommand } from './shell-words.ts';

/** Address that recordings show for the first orchestrator. */
const SHOWN_ADDRESS = '127.0.0.1:9090';

/**
 * Runs a command as a recording has it.
 *
 * @param at - the orchestrator that is meant by the first address of the recording, and whose repository it is.
 * @throws Error when the command is more than a call of the program.
 */
export async function runAgain(
  behaviors: BehaviorStage,
  at: Orchestrator,
  { terminal, directory, command }: RecordedProcess,
): Promise<ProcessToRecord> {
  const plain = plainCommand(command.replaceAll(SHOWN_ADDRESS, `127.0.0.1:${at.port}`));
  if (plain === undefined) {
    throw new Error(`'${command}' is more than a call of swamp, so it cannot be run again.`);
  }
  const { args, env } = plain;
  const cwd = directory === 'repository' ? at.scratch.repository : at.scratch.elsewhere;
  return { terminal, directory, process: await behaviors.run(at, args, { cwd, env }), env };
}
