import type { ReleaseChanges } from './changes.ts';
import { commandsNamedIn, commandsOfChange } from './commands-of-change.ts';
import type { ChangeArea } from './dated-facts.ts';
import type { Headlines } from './headlines.ts';
import type { ProtocolSpec } from './protocol-spec.ts';

/** What kind of news a release is, the most urgent first. */
export const NEWS = ['breaking', 'new', 'changed', 'repaired'] as const;

export type News = (typeof NEWS)[number];

/** What a reader can use that was not there before. */
const USABLE: ReadonlySet<ChangeArea> = new Set([
  'command',
  'argument',
  'flag',
  'global option',
  'environment variable',
  'placement field',
  'route',
]);

/** Tells what kinds of news a release is. */
export function newsOf({ changes, breaking, repaired }: ReleaseChanges): News[] {
  const isNew = changes.some(({ kind, area }) => kind === 'appeared' && USABLE.has(area));
  const holds: Readonly<Record<News, boolean>> = {
    breaking: breaking.length > 0,
    new: isNew,
    changed: changes.length > 0 && !isNew && breaking.length === 0 && repaired.length === 0,
    repaired: repaired.length > 0,
  };
  return NEWS.filter((news) => holds[news]);
}

/**
 * What a release changed, in one sentence of Markdown without a full stop: by hand, or by the name of the
 * defect where that is all that it repaired.
 */
export function headlineOf({ release, repaired, changes }: ReleaseChanges, headlines: Headlines): string {
  const byHand = headlines.get(release);
  if (byHand !== undefined) {
    return byHand;
  }
  const [first, ...others] = repaired;
  if (first === undefined) {
    throw new Error(`${release} has ${changes.length} changes and no sentence that says what they are`);
  }
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `No longer so: ${first.problem}${more}`;
}

/** The commands that a release concerns, as typed after `swamp`, in the order of the protocol's files. */
export function commandsOf(release: ReleaseChanges, spec: ProtocolSpec): string[] {
  const concerned = new Set([
    ...release.changes.flatMap((change) => commandsOfChange(change, spec)),
    ...release.breaking.flatMap(({ title, before, now, todo }) => commandsNamedIn([title, before, now, todo], spec)),
    ...release.repaired.flatMap(({ problem, effect, meanwhile = '' }) =>
      commandsNamedIn([problem, effect, meanwhile], spec),
    ),
  ]);
  return [...spec.commands.keys()].filter((command) => concerned.has(command));
}
