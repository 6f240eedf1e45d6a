import type { BlockContent } from 'mdast';
import * as z from 'zod';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Command } from '../../facts/schema/command.ts';
import { entryTable } from '../dated/entry-table.ts';
import { heading, inlineCode, join, table, text } from '../nodes.ts';
import { exitCodeRow } from './exit-codes.ts';
import { anchorOfCommand, pageLink, pageOfCommand } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

/** `<AllExitCodes />`: which commands return which code, then the codes of each command under a heading. */
export const allExitCodesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, context) => {
    const commands = [...context.spec.commands.values()].map((command) => command.value);
    return [codesTable(context.spec), ...commands.flatMap((command) => commandBlocks(command, context))];
  },
});

function codesTable(spec: ProtocolSpec): BlockContent {
  const commands = [...spec.commands.values()].map((command) => command.value);
  const codes = [...new Set(commands.flatMap((command) => command.exitCodes.map((exit) => exit.code)))].sort(
    (a, b) => a - b,
  );
  return table(
    ['Code', 'Returned by'],
    codes.map((code) => {
      const returning = commands.filter((command) => command.exitCodes.some((exit) => exit.code === code));
      const names =
        returning.length === commands.length
          ? [text('every command')]
          : join(
              returning.map((command) => [inlineCode(command.command)]),
              ', ',
            );
      return { cells: [[inlineCode(String(code))], names] };
    }),
  );
}

function commandBlocks(command: Command, context: TagContext): BlockContent[] {
  return [
    heading(
      2,
      anchorOfCommand(command.command),
      ...pageLink(context, pageOfCommand(command.command), undefined, [text(`swamp ${command.command}`)]),
    ),
    ...entryTable(['Code', 'When'], command.exitCodes.map(exitCodeRow), context.spec),
  ];
}
