import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import { runAtMost } from '../../stage/pool.ts';
import { Judge } from './judge.ts';
import { lanesFor } from './lanes.ts';
import type { Lane } from './lanes.ts';

const { differs } = findingsOf('outputs');

/** More side by side only make each slower on a small machine. */
const AT_ONCE = 2;

/** Produces every `--json` output that one machine can, and validates it against its schema. */
export const outputsCheck: Check = {
  name: 'outputs',
  async *run(context) {
    const judge = new Judge(context.spec, context.swamp.release, context.outputs);
    const lanes = lanesFor(context).map((lane) => () => told(lane, context, judge));
    for await (const findings of runAtMost(AT_ONCE, lanes)) {
      yield* findings;
    }
    yield* judge.unseen();
  },
};

/** Tells one lane to its end. What a failure leaves untold shows as never seen. */
async function told(lane: Lane, context: VerifyContext, judge: Judge): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    for await (const sample of lane.tell(context)) {
      findings.push(...judge.judge(sample));
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    context.outputs?.brokeOff(lane.name);
    findings.push(differs(lane.name, 'every command does what it is asked to', message));
  }
  return findings;
}
