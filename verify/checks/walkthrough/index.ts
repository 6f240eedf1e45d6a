import { SpecError } from '../../../src/facts/spec-error.ts';
import { transcriptRecordingId } from '../../../src/facts/transcripts.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { freePort } from '../../harness/index.ts';
import { runAtMost } from '../../stage/pool.ts';
import { findProcedures } from './find-procedures.ts';
import {
  evidenceOf,
  findingOfFault,
  findingOfStep,
  findingsOfEvidence,
  findingsOfStepBefore,
  findingsOfStepsNotReached,
  noProcedures,
} from './findings.ts';
import { perform } from './perform.ts';
import type { PerformedStep } from './perform.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Procedure } from './procedure.ts';
import { recordedSteps } from './recorded-steps.ts';
import { selectPages } from './select-pages.ts';

/**
 * Performs the procedure pages of the program's protocol, block by block, and compares what each
 * step prints with the recording that the page shows.
 */
export const walkthroughCheck: Check = {
  name: 'walkthrough',
  async *run(context) {
    const { procedures, faults } = findProcedures(context.root, context.spec.protocol);
    yield* faults.map(findingOfFault);
    if (procedures.length + faults.length === 0) {
      yield noProcedures(context.spec.protocol.number);
    }
    const asked = context.pages === undefined ? procedures : selectPages(procedures, context.pages);
    const pages = asked.map((procedure) => () => findingsOfPage(context, procedure, procedures));
    // What is recorded shall not show that another page was performed meanwhile.
    for await (const findings of runAtMost(context.recorder === undefined ? PAGES_AT_ONCE : 1, pages)) {
      yield* findings;
    }
  },
};

/** Each page has a home and a port of its own; more at once would only make the machine slow. */
const PAGES_AT_ONCE = 2;

async function findingsOfPage(
  context: VerifyContext,
  procedure: Procedure,
  all: readonly Procedure[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    for await (const finding of checkPage(context, planOf(procedure, all))) {
      findings.push(finding);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const faults = error instanceof SpecError ? error.faults : [{ file: procedure.file, message }];
    findings.push(...faults.map(findingOfFault));
  }
  return findings;
}

async function* checkPage(context: VerifyContext, plan: Plan): AsyncGenerator<Finding> {
  const { procedure } = plan;
  const id = transcriptRecordingId(procedure.page);
  const evidence = evidenceOf(context.spec.recordings.get(id), context.swamp.release, context.recorder !== undefined);
  yield* findingsOfEvidence(procedure, evidence);

  const scratch = context.scratches.create();
  const surroundings = { home: scratch.home, port: await freePort() };
  const stage = { ...surroundings, scratch, processes: context.processes, swamp: context.swamp };
  const performed: PerformedStep[] = [];
  for await (const result of perform(plan, stage)) {
    context.progress(`walkthrough: ${procedure.page}: ${result.step.name}`);
    if (plan.before.includes(result.step)) {
      yield* findingsOfStepBefore(procedure, result, evidence);
    } else {
      performed.push(result);
      yield findingOfStep(procedure, result, evidence, surroundings);
    }
    if (result.fault !== undefined) {
      const reached = performed.map(({ step }) => step);
      yield* findingsOfStepsNotReached(procedure, reached, result.step);
    }
  }
  scratch.remove();

  const complete = performed.length === procedure.steps.length && performed.at(-1)?.fault === undefined;
  // Pages show the release against which the protocol is proven, and no other.
  if (complete && context.swamp.release === context.spec.protocol.verified) {
    const title = `The page "${procedure.title}", performed step by step`;
    context.recorder?.takeSteps(id, title, recordedSteps(performed, surroundings));
  }
}
