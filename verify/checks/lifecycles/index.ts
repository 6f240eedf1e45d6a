import type { Check, Finding, VerifyContext } from '../../check.ts';
import { Orchestrator } from '../../stage/orchestrator.ts';
import { runAtMost } from '../../stage/pool.ts';
import { compareRow, rowFailed, rowNotRun, rowsAtRelease } from './compare.ts';
import type { RowAtRelease } from './compare.ts';
import { PROCEDURES } from './procedures.ts';
import type { Procedure } from './stage.ts';
import { RowStage } from './stage.ts';

/** Waiting dominates, but each row has a worker and sometimes an orchestrator of its own. */
const AT_ONCE = 3;

/** A row with the way to perform it. */
interface Performance {
  readonly row: RowAtRelease;
  readonly procedure: Procedure;
}

/** Performs each row of the restart table that one machine can show. */
export const lifecyclesCheck: Check = {
  name: 'lifecycles',
  async *run(context) {
    const rows = rowsAtRelease(context.spec.restartTable, context.swamp.release).filter(
      ({ row }) => context.rows?.rows?.has(row.id) ?? true,
    );
    yield* rows.filter(({ row }) => PROCEDURES[row.id] === undefined).map(withoutProcedure);

    const shared = await Orchestrator.open(context);
    try {
      const jobs = performancesOf(rows).map((performance) => () => perform(performance, shared, context));
      // One after another when recording, so that an orchestrator's log holds one story.
      for await (const findings of runAtMost(context.recorder === undefined ? AT_ONCE : 1, jobs)) {
        yield* findings;
      }
    } finally {
      await shared.close();
    }
  },
};

function withoutProcedure(row: RowAtRelease): Finding {
  return rowNotRun(
    row,
    row.row.evidence === 'source' ? 'read in the source and not seen' : 'the verifier has no procedure for it',
  );
}

/** In the order of the procedures: the long ones first. */
function performancesOf(rows: readonly RowAtRelease[]): Performance[] {
  return Object.entries(PROCEDURES).flatMap(([id, procedure]) => {
    const row = rows.find((candidate) => candidate.row.id === id);
    return row === undefined ? [] : [{ row, procedure }];
  });
}

async function perform(
  { row, procedure }: Performance,
  shared: Orchestrator,
  context: VerifyContext,
): Promise<Finding[]> {
  const { spec, swamp } = context;
  context.progress(`lifecycles: ${row.row.event}`);
  let stage: RowStage | undefined;
  let own: Orchestrator | undefined;
  try {
    const records = context.recorder !== undefined;
    own = records || procedure.ownOrchestrator === true ? await Orchestrator.open(context) : undefined;
    // A recording shows one orchestrator, one token and one worker, and always the same names.
    stage = await RowStage.open(context, procedure, own ?? shared, records ? 'alpha' : procedure.token);
    const seen = await procedure.perform(stage);
    stage.record();
    if (seen.unfit === undefined) {
      context.rows?.seen(row.row.id, seen);
    }
    return seen.unfit === undefined ? compareRow(row, seen, spec, swamp.release) : [rowNotRun(row, seen.unfit)];
  } catch (error) {
    return [rowFailed(row, error)];
  } finally {
    await stage?.close();
    await own?.close();
  }
}
