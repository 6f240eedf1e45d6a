import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import type { RestartOutcome } from '../../facts/schema/restart-table.ts';
import { spanOf } from '../dated/before.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { inlineFold } from '../elements.ts';
import { inlineCode, prose, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<RestartTable />`: what becomes of a worker and its token at each event. */
export const restartTableTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) =>
    entryTable(
      ['What happens', 'Worker', 'Token', 'What you do'],
      spec.restartTable.value.flatMap(({ id, event, outcomes }) =>
        outcomes.map((outcome) => outcomeRow(id, event, outcome)),
      ),
      spec,
    ),
});

const OUTCOMES: Readonly<Record<RestartOutcome['worker'], string>> = {
  reconnects: 'comes back by itself',
  enrolls: 'enrolls again',
  stays: 'stays connected',
  stops: 'stops',
  retries: 'tries for ever',
};

function outcomeRow(id: string, event: string, outcome: RestartOutcome): EntryRow {
  const { what, todo, tokenState } = outcome;
  const worker = becomes(outcome);
  const rest = [[inlineCode(tokenState)], todo === undefined ? [text('Nothing.')] : prose(todo)];
  return {
    entry: id,
    span: spanOf(outcome),
    cells: [prose(event), [...worker, text(' '), inlineFold([text('Why')], prose(what))], ...rest],
  };
}

/** What becomes of the worker, in a few words. */
function becomes({ worker, exitCode }: RestartOutcome): PhrasingContent[] {
  return [text(exitCode === undefined ? OUTCOMES[worker] : `${OUTCOMES[worker]}, exit code ${exitCode}`)];
}
