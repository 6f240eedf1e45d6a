import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Command } from '../../../src/facts/schema/command.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import { howItEnded, lastLines, runSwamp } from '../../harness/index.ts';
import type { FinishedProcess } from '../../harness/index.ts';
import { runAtMost } from '../../stage/pool.ts';
import { compareHelp } from './compare.ts';
import { parseHelp } from '../../../src/facts/help-page.ts';

const { differs, notRun } = findingsOf('help');

/** A help page takes half a second. */
const HELP_TIMEOUT_MS = 30_000;

/** More at once only make each slower on a small machine. */
const AT_ONCE = 2;

/**
 * Compares every command's `--help` with the specification, both ways. Help pages are not recorded:
 * their text is the program's, and what they say is in the facts in our own words.
 */
export const helpCheck = helpCheckWithin(HELP_TIMEOUT_MS);

/** As {@link helpCheck}, with another limit for each help page. */
export function helpCheckWithin(timeoutMs: number): Check {
  return { name: 'help', run: (context) => checkHelp(context, timeoutMs) };
}

async function* checkHelp(context: VerifyContext, timeoutMs: number): AsyncGenerator<Finding> {
  const { release } = context.swamp;
  const commands = [...context.spec.commands.values()].filter((command) => isInSpan(release, command.value));
  const scratch = context.scratches.create();
  let hung: string | undefined;

  const jobs = commands.map((command) => async (): Promise<Finding[]> => {
    const name = command.value.command;
    if (hung !== undefined) {
      return [notRun(name, `the help of '${hung}' did not end, so the others were not asked for`, placeOf(command))];
    }
    context.progress(`help: ${name}`);
    try {
      const options = { scratch, cwd: scratch.elsewhere, timeoutMs };
      const finished = await runSwamp(context, [...name.split(' '), '--help'], options);
      if (finished.timedOut) {
        hung = name;
      }
      return judge(context, command, finished);
    } catch (error) {
      return [differs(name, 'a help page and exit code 0', (error as Error).message, placeOf(command))];
    }
  });
  for await (const findings of runAtMost(AT_ONCE, jobs)) {
    yield* findings;
  }
  scratch.remove();
}

function judge(context: VerifyContext, command: Sourced<Command>, finished: FinishedProcess): Finding[] {
  const name = command.value.command;
  const place = placeOf(command, ['command']);
  const page = parseHelp(finished.stdout);
  if (finished.exitCode !== 0) {
    return [differs(name, 'a help page and exit code 0', `it ${howItEnded(finished)}. ${lastLines(finished)}`, place)];
  }
  if (page === undefined) {
    return [differs(name, 'a help page', `no help page. ${lastLines(finished)}`, place)];
  }
  if (page.command !== name) {
    return [
      differs(
        name,
        `the help of 'swamp ${name}'`,
        `the help of 'swamp ${page.command}': the program does not know the command`,
        place,
      ),
    ];
  }
  return compareHelp(context.spec, command, page, context.swamp.release);
}
