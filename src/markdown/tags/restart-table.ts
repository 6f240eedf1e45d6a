import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import type { RestartOutcome } from '../../facts/schema/restart-table.ts';
import { inlineCode, join, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<RestartTable />`: what becomes of a worker and its token at each event. */
export const restartTableTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => [
    table(
      ['What happens', 'What the worker does', 'Token afterwards', 'What you do', 'Releases'],
      spec.restartTable.value.flatMap((row) => row.outcomes.map((outcome) => outcomeRow(row.event, outcome))),
    ),
  ],
});

function outcomeRow(event: string, outcome: RestartOutcome): Row {
  return {
    span: outcome,
    cells: [
      prose(event),
      join([prose(outcome.what), exitCell(outcome)], ' '),
      [inlineCode(outcome.tokenState)],
      outcome.todo === undefined ? [] : prose(outcome.todo),
      sinceMark(outcome),
    ],
  };
}

function exitCell(outcome: RestartOutcome): PhrasingContent[] {
  return outcome.exitCode === undefined ? [] : [text(`Exit code ${outcome.exitCode}.`)];
}
