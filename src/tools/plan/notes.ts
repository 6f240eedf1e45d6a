import { holds } from './eras.ts';
import { isUnknown } from './expressions.ts';
import type { Outcome, PlanNote } from './plan.ts';
import type { PreparedJob, PreparedStep, PreparedWorkflow } from './prepare.ts';
import type { PlanRequest } from './request.ts';
import { LOCK_SECONDS } from './simulate.ts';
import type { Fate, StepView } from './simulate.ts';

/** What the notes about a step are made of. */
export interface NoteSource {
  readonly step: PreparedStep;
  readonly job: PreparedJob;
  readonly workflow: PreparedWorkflow;
  readonly placed: boolean;
  readonly fate: Fate | undefined;
  readonly outcome: Outcome;
  readonly request: PlanRequest;
}

/** What is worth knowing about a step beside its place. */
export function stepNotes(source: NoteSource): PlanNote[] {
  return [...unknownNotes(source), ...elsewhereNotes(source), ...holdingNotes(source), ...remoteNotes(source)];
}

/** About a step that runs another workflow. */
export function nestedNotes(step: PreparedStep, view: StepView): PlanNote[] {
  if (step.nested === undefined || view.refused !== undefined) {
    return [];
  }
  const { workflow } = step.nested;
  if (view.nested !== undefined) {
    return [
      {
        kind: 'runs-elsewhere',
        text: 'It passes no placement down: the fields of the nested workflow count.',
        page: 'authors/placement',
      },
    ];
  }
  return [
    {
      kind: 'cannot-know',
      text: isUnknown(workflow)
        ? `Which workflow it runs depends on ${workflow.needs}.`
        : `The file of the workflow \`${String(workflow)}\` is not given, so its steps are not in this plan.`,
    },
  ];
}

function unknownNotes({ step }: NoteSource): PlanNote[] {
  const notes: PlanNote[] = [];
  if (step.item !== undefined && isUnknown(step.item.value)) {
    notes.push({
      kind: 'cannot-know',
      text: `How many steps \`forEach\` makes depends on ${step.item.value.needs}; this one stands for all.`,
      page: 'authors/fan-out',
    });
  }
  if (step.guard) {
    notes.push({
      kind: 'cannot-know',
      text: 'Its `guard` may skip it. What the guard calls runs in the orchestrator, not on the worker.',
      page: 'authors/placement',
    });
  }
  return notes;
}

function elsewhereNotes({ step, fate }: NoteSource): PlanNote[] {
  if (step.task === 'manual_approval') {
    return [
      {
        kind: 'holds-back',
        text: 'The run stops here until somebody approves. What comes after it begins with `workflow resume`; a worker that an affinity group had is forgotten.',
        page: 'authors/keep-steps-together',
      },
    ];
  }
  if (fate?.followed !== undefined) {
    return [
      {
        kind: 'ignored',
        text: `It goes to the worker of its affinity group, which \`${fate.followed}\` chooses; its own target, labels and platform do not count.`,
        page: 'authors/keep-steps-together',
      },
    ];
  }
  return [];
}

function holdingNotes({ step, job, workflow, fate }: NoteSource): PlanNote[] {
  const notes: PlanNote[] = [];
  const hold = (text: string, page: string): void => {
    notes.push({ kind: 'holds-back', text, page });
  };
  if (step.after.length > 0) {
    hold(
      `It begins after ${list(step.after)}, and after all other steps of the job that could begin with them.`,
      'authors/queueing',
    );
  }
  if (job.after.length > 0) {
    hold(`Its job begins after ${list(job.after)}.`, 'authors/queueing');
  }
  const limit = step.concurrency ?? job.concurrency ?? workflow.concurrency;
  if (limit !== undefined && limit > 0 && limit < job.steps.length) {
    hold(
      `At most ${limit} of the steps that are ready with it run at once, by \`weight\`, then by name. One that waits for a worker counts.`,
      'authors/fan-out',
    );
  }
  if (fate?.lockedBy !== undefined) {
    hold(
      `It uses the model instance of \`${fate.lockedBy}\` and begins when that one has ended. It fails when that takes more than ${LOCK_SECONDS} s.`,
      'authors/queueing#a-waiting-step-keeps-its-model-locked',
    );
  }
  return notes;
}

function remoteNotes({ placed, fate, outcome, job, workflow, request }: NoteSource): PlanNote[] {
  if (!placed || outcome.kind === 'refused' || outcome.kind === 'skipped') {
    return [];
  }
  const group = (workflow.affinity || job.affinity) && holds('affinity', request.release);
  const crowded =
    fate?.what.kind === 'worker' &&
    [
      ...fate.what.candidates,
      ...fate.what.others.filter(({ lacks }) => lacks.every(({ kind }) => kind === 'slot')),
    ].some(({ worker }) => worker.capacity > 1) &&
    holds('slots', request.release);
  return [
    {
      kind: 'checks',
      text: holds('checksSkipped', request.release)
        ? 'On a worker, pre-flight checks of the model are skipped.'
        : 'Pre-flight checks of the model run in the orchestrator, not on the worker.',
      page: 'authors/remote-and-local#checks',
    },
    ...(group
      ? []
      : [
          {
            kind: 'may-run-twice' as const,
            text: 'When its worker is lost before it has stored something, it runs again, on any worker that fits.',
            page: 'authors/failure-rules',
          },
        ]),
    ...unverifiedNotes(outcome),
    ...(crowded
      ? [
          {
            kind: 'cannot-know' as const,
            text: 'With several slots moments decide: a step that already runs counts twice, one that is just being sent counts once.',
            page: 'authors/queueing#half-of-the-slots',
          },
        ]
      : []),
  ];
}

/** A failed probe keeps no step away, although the list shows it. */
function unverifiedNotes(outcome: Outcome): PlanNote[] {
  const chosen =
    outcome.kind === 'worker' ? outcome.candidates.find(({ worker }) => worker.name === outcome.worker) : undefined;
  return chosen?.worker.status === 'unverified'
    ? [
        {
          kind: 'cannot-know',
          text: `\`${chosen.worker.name}\` is unverified: it failed its probe, and gets steps all the same, which may fail for the same reason. It gets none only if the probe never reached it.`,
          page: 'operators/known-problems/workers#--verify-on-enroll-does-not-keep-steps-away',
        },
      ]
    : [];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ');
}
