import type { BlockContent, PhrasingContent, TableRow } from 'mdast';
import * as z from 'zod';
import { atRelease } from '../../facts/at-release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Command } from '../../facts/schema/command.ts';
import { entryTable } from '../dated/entry-table.ts';
import { heading, inlineCode, text } from '../nodes.ts';
import { exitCodeRow } from './exit-codes.ts';
import { anchorOfCommand, pageLink, pageOfCommand } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

/** `<AllExitCodes />`: one table of commands and codes, then the codes of each command under a heading. */
export const allExitCodesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, context) => {
    const commands = [...context.spec.commands.values()].map((command) => command.value);
    return [codesTable(context.spec), ...commands.flatMap((command) => commandBlocks(command, context))];
  },
});

/** One row for each command, one column for each code, for the newest verified release. */
function codesTable(spec: ProtocolSpec): BlockContent {
  const rows = [...spec.commands.values()].map(({ value }) => ({
    command: value.command,
    codes: new Set(atRelease(value.exitCodes, spec.protocol.verified).map(({ code }) => code)),
  }));
  const codes = [...new Set(rows.flatMap((row) => [...row.codes]))].sort((a, b) => a - b);
  const cells = (contents: readonly PhrasingContent[][]): TableRow => ({
    type: 'tableRow',
    children: contents.map((children) => ({ type: 'tableCell', children })),
  });
  return {
    type: 'table',
    align: [null, ...codes.map(() => 'center' as const)],
    children: [
      cells([[text('swamp …')], ...codes.map((code) => [inlineCode(String(code))])]),
      ...rows
        .filter((row) => row.codes.size > 0)
        .map(({ command, codes: returned }) =>
          cells([
            [{ type: 'link', url: `#${anchorOfCommand(command)}`, children: [inlineCode(command)] }],
            ...codes.map((code) => (returned.has(code) ? [text('✓')] : [])),
          ]),
        ),
    ],
  };
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
