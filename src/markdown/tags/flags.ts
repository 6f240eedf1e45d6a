import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import { flagAnchor } from '../../facts/anchors.ts';
import type { Argument, EnvironmentAlias, Flag } from '../../facts/schema/command.ts';
import { lookupCommand } from '../lookup.ts';
import { breakableCode, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Flags command="worker connect" />`: arguments and flags of a command. */
export const flagsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ command: z.string() }),
  expand: ({ command }, { spec }) => {
    const { arguments: positional, flags } = lookupCommand(spec, command).value;
    if (positional.length + flags.length === 0) {
      return [paragraph(text('This command takes no arguments and no flags of its own.'))];
    }
    return [table(COLUMNS, [...positional.map(argumentRow), ...anchoredFlagRows(command, flags)])];
  },
});

/** `<GlobalFlags />`: flags that every command takes. */
export const globalFlagsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => [table(COLUMNS, anchoredFlagRows(undefined, spec.globalFlags.value))],
});

const COLUMNS = ['Flag', 'What it does', 'Default', 'Environment', 'Releases'];

/**
 * Rows with anchors such as `flag-worker-connect-cache-dir`: a page may describe several commands. A
 * flag that changed has several rows, of which the first carries the anchor.
 */
function anchoredFlagRows(command: string | undefined, flags: readonly Flag[]): Row[] {
  return flags.map((flag, position) =>
    flags.findIndex((other) => other.name === flag.name) === position
      ? { ...flagRow(flag), id: flagAnchor(flag.name, command) }
      : flagRow(flag),
  );
}

function flagRow(flag: Flag): Row {
  const names = [flag.name, flag.short].filter((name) => name !== undefined).join(', ');
  const usage = inlineCode(flag.value === undefined ? names : `${names} <${flag.value}>`);
  const remarks = [flag.required && 'required', flag.repeatable && 'repeatable'].filter((word) => word !== false);
  return {
    span: flag,
    cells: [
      remarks.length === 0 ? [usage] : [usage, text(` ${remarks.join(', ')}`)],
      flag.form === undefined
        ? prose(flag.description)
        : [...prose(flag.description), text(' Form: '), ...prose(flag.form), text('.')],
      flag.default === undefined ? [] : defaultCell(flag.default),
      environmentCell(flag.env),
      sinceMark(flag),
    ],
  };
}

function argumentRow(argument: Argument): Row {
  return {
    span: argument,
    cells: [
      [inlineCode(argument.required ? `<${argument.name}>` : `[${argument.name}]`)],
      prose(argument.description),
      [],
      environmentCell(argument.env),
      sinceMark(argument),
    ],
  };
}

/** A default of one word is a value to type; anything longer describes what happens. */
function defaultCell(value: string): PhrasingContent[] {
  return value.includes(' ') ? prose(value) : [inlineCode(value)];
}

function environmentCell(env: EnvironmentAlias | undefined): PhrasingContent[] {
  return env === undefined ? [] : join([[breakableCode(env.name)], sinceMark(env)], ' ');
}
