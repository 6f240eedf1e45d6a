import * as z from 'zod';
import { lookupCommand } from '../lookup.ts';
import { spanOf } from '../dated/before.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import type { ExitCode } from '../../facts/schema/command.ts';
import { inlineCode, prose } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<ExitCodes command="worker connect" />`: exit codes of a command and when each is returned. */
export const exitCodesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ command: z.string() }),
  expand: ({ command }, { spec }) => {
    const { exitCodes } = lookupCommand(spec, command).value;
    if (exitCodes.length === 0) {
      throw new Error(`'${command}' has no exit codes in its spec file`);
    }
    return entryTable(['Code', 'When'], exitCodes.map(exitCodeRow), spec);
  },
});

/** One exit code of a command and when it is returned. */
export function exitCodeRow(exit: ExitCode): EntryRow {
  const code = String(exit.code);
  return { entry: code, span: spanOf(exit), cells: [[inlineCode(code)], prose(exit.when)] };
}
