import { parseHelp } from '../../src/facts/help-page.ts';
import { withoutSequences } from '../../src/facts/clean-text.ts';
import { howItEnded, lastLines, runSwamp } from '../../verify/harness/index.ts';
import type { LaunchContext, Scratch } from '../../verify/harness/index.ts';
import type { CommandPage } from './plan-help.ts';

/** Thrown for a program that does not answer as `swamp` does; the message says how. */
export class ProgramError extends Error {}

/** A help page takes a second or two, and much longer on a machine that is busy with other things. */
const HELP_TIMEOUT_MS = 180_000;

/**
 * Asks a program for the help of a command.
 *
 * @throws {@link ProgramError} when it hangs, crashes, or prints neither a help page nor that it has no such command.
 */
export async function readHelp(
  context: LaunchContext & { readonly scratch: Scratch; readonly timeoutMs?: number | undefined },
  command: string,
): Promise<CommandPage> {
  const { scratch, timeoutMs = HELP_TIMEOUT_MS } = context;
  const options = { scratch, cwd: scratch.elsewhere, timeoutMs };
  const finished = await runSwamp(context, [...command.split(' '), '--help'], options);
  const page = parseHelp(finished.stdout);
  if (!finished.timedOut && !finished.flooded) {
    if (finished.exitCode === 0 && page?.command === command) {
      return page;
    }
    // Where a command has no such subcommand, it prints its own help or says so.
    const isParent = page !== undefined && (page.command === '' || command.startsWith(`${page.command} `));
    if (isParent || /is not a subcommand of/.test(withoutSequences(`${finished.stdout}${finished.stderr}`))) {
      return 'no such command';
    }
  }
  const how = finished.exitCode === 0 ? 'printed no help page of it' : howItEnded(finished);
  throw new ProgramError(`'swamp ${command} --help' ${how}. ${lastLines(finished)}`.trim());
}
