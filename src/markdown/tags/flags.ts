import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import { flagAnchor } from '../../facts/anchors.ts';
import type { Argument, EnvironmentAlias, Flag } from '../../facts/schema/command.ts';
import { lookupCommand } from '../lookup.ts';
import { dated, spanOf } from '../dated/before.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { foldedSection } from '../elements.ts';
import { filterForm } from '../filter-form.ts';
import { breakableCode, heading, inlineCode, join, paragraph, prose, sinceMark, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Flags command="worker connect" />`: arguments and flags of a command. */
export const flagsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ command: z.string() }),
  expand: ({ command }, { spec }) => {
    const { arguments: positional, flags, flagGroups } = lookupCommand(spec, command).value;
    if (positional.length + flags.length === 0) {
      return [paragraph(text('This command takes no arguments and no flags of its own.'))];
    }
    const rows = [...positional.map(argumentRow), ...flagRows(command, flags)];
    return flagGroups.length === 0
      ? entryTable(COLUMNS, rows, spec)
      : [
          filterForm({ items: `tr[id^="${flagAnchor('', command)}"]`, noun: 'flags' }),
          ...flagGroups.flatMap(({ title, flags: names, otherArea }) => {
            const table = entryTable(
              COLUMNS,
              rows.filter(({ entry }) => names.includes(entry!)),
              spec,
            );
            return [
              heading(3, `${flagAnchor('', command)}${title.toLowerCase().replaceAll(' ', '-')}`, text(title)),
              ...(otherArea === undefined ? table : [foldedSection(table, `Show ${names.join(', ')}`)]),
            ];
          }),
        ];
  },
});

/** `<GlobalFlags />`: flags that every command takes. */
export const globalFlagsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => entryTable(COLUMNS, flagRows(undefined, spec.globalFlags.value), spec),
});

const COLUMNS = ['Flag', 'What it does', 'Default', 'Environment'];

/** Rows with anchors such as `flag-worker-connect-cache-dir`: a page may describe several commands. */
function flagRows(command: string | undefined, flags: readonly Flag[]): EntryRow[] {
  return flags.map((flag) => ({ ...flagRow(flag), id: flagAnchor(flag.name, command) }));
}

function flagRow(flag: Flag): EntryRow {
  const names = [flag.name, flag.short].filter((name) => name !== undefined).join(', ');
  const usage = inlineCode(flag.value === undefined ? names : `${names} <${flag.value}>`);
  const remarks = [flag.required && 'required', flag.repeatable && 'repeatable'].filter((word) => word !== false);
  return {
    entry: flag.name,
    span: spanOf(flag),
    cells: [
      remarks.length === 0 ? [usage] : [usage, text(` ${remarks.join(', ')}`)],
      flag.form === undefined
        ? prose(flag.description)
        : [...prose(flag.description), text(' Form: '), ...prose(flag.form), text('.')],
      flag.default === undefined ? [] : defaultCell(flag.default),
      environmentCell(flag.env),
    ],
  };
}

function argumentRow(argument: Argument): EntryRow {
  return {
    entry: argument.name,
    span: spanOf(argument),
    cells: [
      [inlineCode(argument.required ? `<${argument.name}>` : `[${argument.name}]`)],
      prose(argument.description),
      [],
      environmentCell(argument.env),
    ],
  };
}

/** A default of one word is a value to type; anything longer describes what happens. */
function defaultCell(value: string): PhrasingContent[] {
  return value.includes(' ') ? prose(value) : [inlineCode(value)];
}

function environmentCell(env: EnvironmentAlias | undefined): PhrasingContent[] {
  if (env === undefined) {
    return [];
  }
  return dated(env, join([[breakableCode(env.name)], sinceMark(env)], ' '));
}
