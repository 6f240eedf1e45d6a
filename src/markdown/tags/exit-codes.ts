import * as z from 'zod';
import { lookupCommand } from '../lookup.ts';
import { inlineCode, prose, sinceMark, table } from '../nodes.ts';
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
    return [
      table(
        ['Code', 'When', 'Releases'],
        exitCodes.map((exit) => ({
          span: exit,
          cells: [[inlineCode(String(exit.code))], prose(exit.when), sinceMark(exit)],
        })),
      ),
    ];
  },
});
