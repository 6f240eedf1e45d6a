import type { Lacking, Outcome, Plan, PlannedStep } from './plan.ts';

/** What a plan means, in words; the page, the command and the copy for a review all show these. */

/** Where a step runs, in a few words. What stands between backticks is code. */
export function placeInWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'worker':
      return `on \`${outcome.worker}\``;
    case 'orchestrator':
      return 'in the orchestrator';
    case 'any-worker':
      return 'on a worker that fits';
    case 'waits':
      return outcome.seconds === 0 ? 'fails at once' : WAITS[outcome.for];
    case 'refused':
      return 'refused';
    case 'skipped':
      return 'does not run';
    case 'unknown':
      return 'cannot be known here';
  }
}

type Wait = Extract<Outcome, { kind: 'waits' }>;

const WAITS: Readonly<Record<Wait['for'], string>> = {
  slot: 'waits for a free slot',
  worker: 'waits for a worker',
  nothing: 'waits in vain',
  lock: 'waits for its model',
};

type InOrchestrator = Extract<Outcome, { kind: 'orchestrator' }>;

const BECAUSE: Readonly<Record<InOrchestrator['because'], string>> = {
  'no-placement': 'No `target`, `labels` or `platform` counts for it.',
  'labels-cleared': '`labels: {}` takes the inherited labels away, and nothing else places it.',
  'nested-workflow': 'A step that runs another workflow is not placed. The fields of that workflow count.',
  'manual-approval': 'An approval is not placed.',
  assertion: 'An assertion is not placed.',
  'placement-dropped': 'Its placement stands where the program does not read it.',
};

/** Why a step runs there or waits, in sentences. */
export function reasonsInWords(outcome: Outcome, steps: readonly PlannedStep[]): readonly string[] {
  switch (outcome.kind) {
    case 'worker':
      return [chosenInWords(outcome), ...slotsInWords(outcome.waitsForSlotOf, steps)];
    case 'orchestrator':
      return [
        BECAUSE[outcome.because],
        ...(outcome.probablyNotMeant ? ['The file reads as if it was meant for a worker.'] : []),
      ];
    case 'any-worker':
      return [`It asks for ${outcome.requirement}. Give your workers to see who gets it.`];
    case 'waits':
      return [
        `It asks for ${outcome.requirement}. ${NOBODY[outcome.for]}`,
        ...(outcome.then === undefined ? [] : [`When that work ends in time, \`${outcome.then}\` gets it.`]),
        limitInWords(outcome),
      ];
    case 'refused':
      return [outcome.refusal.advice];
    case 'skipped':
      return [outcome.because];
    case 'unknown':
      return outcome.because;
  }
}

const NOBODY: Readonly<Record<Wait['for'], string>> = {
  slot: 'A worker that fits has no free slot.',
  worker: 'No worker fits.',
  nothing: 'No worker can ever fit.',
  lock: 'A step before it holds the lock of its model instance, and does not end in time.',
};

/** The reasons on one line, with what the program prints at the end. */
export function reasonInOneLine(outcome: Outcome, steps: readonly PlannedStep[]): string {
  const printed =
    outcome.kind === 'refused' ? outcome.refusal.message : outcome.kind === 'waits' ? outcome.finalLine : undefined;
  return [...(printed === undefined ? [] : [`${code(oneLine(printed))}.`]), ...reasonsInWords(outcome, steps)].join(
    ' ',
  );
}

type OnWorker = Extract<Outcome, { kind: 'worker' }>;

function chosenInWords({ worker, requirement, decidedBy, candidates }: OnWorker): string {
  const several = listInWords(candidates.map((candidate) => `\`${candidate.worker.name}\``));
  switch (decidedBy) {
    case 'affinity':
      return `Affinity keeps its group on \`${worker}\`. What it asks for itself is not looked at.`;
    case 'only-candidate':
      return `It asks for ${requirement}. Only \`${worker}\` can take it.`;
    case 'most-free-slots':
      return `It asks for ${requirement}. Of ${several}, \`${worker}\` has the most free slots.`;
    case 'first-name':
      return `It asks for ${requirement}. Of ${several}, \`${worker}\` is the first in the alphabet.`;
  }
}

function slotsInWords(ids: readonly string[], steps: readonly PlannedStep[]): string[] {
  const names = ids.map((id) => `\`${steps.find((step) => step.id === id)?.step ?? id}\``);
  return names.length === 0 ? [] : [`First it waits for the slot of ${listInWords(names)}.`];
}

const SET_BY: Readonly<Record<Wait['limitFrom'], string>> = {
  step: '`queueTimeout` of the step',
  job: '`queueTimeout` of the job',
  workflow: '`queueTimeout` of the workflow',
  server: '`--queue-timeout` of `swamp serve`',
  default: 'the default',
  release: 'this release, which does not wait',
};

function limitInWords({ seconds, limitFrom }: Wait): string {
  if (seconds === undefined) {
    return `It waits without a limit: ${SET_BY[limitFrom]}.`;
  }
  return seconds === 0
    ? `It fails at once: ${SET_BY[limitFrom]}.`
    : `It fails after ${secondsInWords(seconds)}: ${SET_BY[limitFrom]}.`;
}

/** What a worker has and what it lacks: "`beta` has `gpu=true`, but is darwin". */
export function lackInWords({ worker, has, lacks }: Lacking): string {
  const name = `\`${worker.name}\` `;
  const having = has.length === 0 ? '' : `has ${listInWords(has.map((what) => `\`${what}\``))}, but `;
  return name + having + listInWords(lacks.map(({ text }) => (text.startsWith(name) ? text.slice(name.length) : text)));
}

/** `90 seconds`, `10 minutes`, `2 hours`. */
export function secondsInWords(seconds: number): string {
  const [count, unit] =
    seconds >= 3_600 && seconds % 3_600 === 0
      ? [seconds / 3_600, 'hour']
      : seconds >= 120 && seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`; of more than six the first five and how many others. */
export function listInWords(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} others`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** What a plan says, in one sentence. */
export function planInWords(plan: Plan): string {
  if (plan.verdict === 'unreadable') {
    return 'This cannot be read as a workflow.';
  }
  const counts = countsInWords(plan.steps);
  const steps = plan.steps.length === 1 ? '1 step' : `${plan.steps.length.toLocaleString('en-US')} steps`;
  if (plan.refusals.length > 0) {
    return plan.steps.length === 0
      ? 'The program refuses this, and no step runs.'
      : `The program refuses this, and no step runs. Without that, of ${steps}: ${counts}.`;
  }
  return plan.steps.length === 0 ? 'The workflow has no steps.' : `${steps}: ${counts}.`;
}

/** What is counted, worst first; `runs` and `run` follow the number. */
const COUNTED: readonly (readonly [matches: (outcome: Outcome) => boolean, one: string, several: string])[] = [
  [({ kind }) => kind === 'refused', 'is refused', 'are refused'],
  [
    (outcome) => outcome.kind === 'waits' && outcome.for !== 'slot' && outcome.for !== 'lock',
    'waits for a worker that is not there',
    'wait for a worker that is not there',
  ],
  [
    (outcome) => outcome.kind === 'orchestrator' && outcome.probablyNotMeant,
    'runs in the orchestrator, probably by mistake',
    'run in the orchestrator, probably by mistake',
  ],
  [(outcome) => outcome.kind === 'waits' && outcome.for === 'lock', 'waits for its model', 'wait for their model'],
  [(outcome) => outcome.kind === 'waits' && outcome.for === 'slot', 'waits for a free slot', 'wait for a free slot'],
  [({ kind }) => kind === 'unknown', 'cannot be known here', 'cannot be known here'],
  [({ kind }) => kind === 'worker', 'runs on a worker', 'run on workers'],
  [({ kind }) => kind === 'any-worker', 'asks for a worker', 'ask for a worker'],
  [
    (outcome) => outcome.kind === 'orchestrator' && !outcome.probablyNotMeant,
    'runs in the orchestrator',
    'run in the orchestrator',
  ],
  [({ kind }) => kind === 'skipped', 'does not run', 'do not run'],
];

function countsInWords(steps: readonly PlannedStep[]): string {
  return COUNTED.flatMap(([matches, one, several]) => {
    const count = steps.filter(({ outcome }) => matches(outcome)).length;
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${count === 1 ? one : several}`];
  }).join(', ');
}

/** A text in code marks, also when it has such marks itself. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** The first line of a message of several, with the next one when it leads to that. */
export function oneLine(message: string): string {
  const [first = '', second = ''] = message.split('\n').map((line) => line.trim());
  return first.endsWith(':') ? `${first} ${second}`.trim() : first;
}
