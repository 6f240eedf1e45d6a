import { parseArgs } from 'node:util';
import { formatFault } from '../../src/facts/spec-error.ts';
import { checkDrift } from '../../src/markdown/drift/check.ts';
import { loadDrift } from '../../src/markdown/drift/load.ts';
import { carry } from './carry.ts';
import type { Carried, CarriedPage } from './carry.ts';

const USAGE = `Usage: npm run -s carry -- [options] [file ...]

Takes corrections of docs/ into the same pages of older protocols. Where the prose there is another, both texts
stay in the page between marks, for you to decide. Then says which differences between protocols need a reason.

Options:
  --since <commit>   carry what differs from this commit (default: HEAD, so what is not committed)
  --to <numbers>     only into these protocols, such as 3 or 3,2 (default: all older ones)
  --dry-run          only say what would become of it
  --help             show this text

Exit code: 0 nothing is left to do; 1 marks or differences without a reason are left; 2 it could not be done.`;

/** Where the command works, and prints. */
export interface CarrySurroundings {
  /** The project's folder. */
  readonly root: string;
  /** Takes what belongs to standard output. */
  print(text: string): void;
  /** Takes what belongs to standard error. */
  complain(text: string): void;
}

/**
 * `npm run carry`: takes corrections into the pages of older protocols.
 *
 * @returns the exit code.
 */
export function carryCommand(args: readonly string[], { root, print, complain }: CarrySurroundings): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        since: { type: 'string', default: 'HEAD' },
        to: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) {
      print(`${USAGE}\n`);
      return 0;
    }
    const pages = carry({
      root,
      since: values.since,
      protocols: values.to?.split(',').map(Number),
      files: positionals.length === 0 ? undefined : positionals,
      dryRun: values['dry-run'],
    });
    if (pages.length === 0) {
      print(`No page of docs/ differs from ${values.since}.\n`);
      return 0;
    }
    pages.forEach((page) => print(wordsOf(page)));
    const marked = pages.some(({ into }) => into.some(({ outcome }) => outcome.kind === 'marked'));
    // Marks are differences, too: they come first.
    const faults = marked || values['dry-run'] === true ? [] : driftFaults(root);
    faults.forEach((fault) => complain(`${fault}\n`));
    return marked || faults.length > 0 ? 1 : 0;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function driftFaults(root: string): string[] {
  return loadDrift(root).flatMap((drift) => checkDrift(drift.differences, drift.register, drift).map(formatFault));
}

function wordsOf({ file, how, into }: CarriedPage): string {
  const lines =
    how === 'changed'
      ? into.map((carried) => `  ${carried.protocol.label}: ${outcomeInWords(carried)}`)
      : [`  ${how === 'new' ? 'a new page' : 'gone'}: decide by hand what the other protocols need`];
  return `${[file, ...lines].join('\n')}\n`;
}

function outcomeInWords({ file, outcome }: Carried): string {
  switch (outcome.kind) {
    case 'carried':
      return `carried into ${file}`;
    case 'same':
      return 'has it already';
    case 'absent':
      return 'has no such page';
    case 'marked':
      return `to decide in ${outcome.lines.map((line) => `${file}:${line}`).join(', ')}`;
  }
}
