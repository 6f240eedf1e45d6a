import { shortRelease } from '../../facts/release.ts';
import type { Lacking, Outcome, Plan, PlannedStep } from './plan.ts';

/** What a plan means, in words; the page, the command and the copy for a review all show these. */

/** How far the plan of a whole file is good, in one sentence. */
export function verdictInWords({ verdict, steps, refusals, release }: Plan): string {
  const at = `at ${shortRelease(release)}`;
  if (verdict === 'unreadable') {
    return `This could not be read as a workflow: ${oneLine(refusals[0]!.message)}`;
  }
  if (refusals.length > 0) {
    return refusals[0]!.when === 'file'
      ? `The program refuses this file ${at}, so nothing runs.`
      : `The run fails ${at} before its first step.`;
  }
  if (verdict === 'placed') {
    return `Each of the ${counted(steps.length, 'step')} has a place ${at}.`;
  }
  const waiting = steps.filter(({ outcome }) => outcome.kind === 'waits' && outcome.for !== 'slot').length;
  const refused = steps.filter(({ outcome }) => outcome.kind === 'refused').length;
  const local = steps.filter(({ outcome }) => outcome.kind === 'orchestrator' && outcome.probablyNotMeant).length;
  const parts = [
    ...(waiting > 0 ? [`${counted(waiting, 'step')} ${waiting === 1 ? 'waits' : 'wait'} in vain`] : []),
    ...(refused > 0 ? [`${counted(refused, 'step')} ${refused === 1 ? 'is' : 'are'} refused`] : []),
    ...(local > 0
      ? [`${counted(local, 'step')} ${local === 1 ? 'runs' : 'run'} in the orchestrator, which was probably not meant`]
      : []),
  ];
  return parts.length === 0 ? `Something in the file is probably a mistake ${at}.` : `${parts.join(', ')} ${at}.`;
}

/** Where a step runs, in a word or two, for a table. */
export function placeInWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'worker':
      return `worker \`${outcome.worker}\``;
    case 'orchestrator':
      return 'orchestrator';
    case 'any-worker':
      return 'a worker';
    case 'waits':
      return outcome.then === undefined ? 'waits' : `waits, then worker \`${outcome.then}\``;
    case 'refused':
      return 'refused';
    case 'skipped':
      return 'not run';
    case 'unknown':
      return 'cannot be known';
  }
}

const IN_ORCHESTRATOR: Readonly<Record<Extract<Outcome, { kind: 'orchestrator' }>['because'], string>> = {
  'no-placement': 'It has no `target`, `labels` or `platform`.',
  'labels-cleared': '`labels: {}` takes away the labels of the outer level.',
  'nested-workflow': 'It runs another workflow; the steps of that one are placed.',
  'manual-approval': 'An approval is no work for a worker.',
  assertion: 'Assertions run in the orchestrator, whatever their step says.',
  'placement-dropped': 'Its placement is dropped without a word: it stands where this release does not look.',
};

/** Why a step runs where it runs, in one or two sentences. */
export function reasonInWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'worker':
      return [reasonForWorker(outcome), ...waitedFor(outcome.waitsForSlotOf)].join(' ');
    case 'orchestrator':
      return `${IN_ORCHESTRATOR[outcome.because]}${outcome.probablyNotMeant ? ' This was probably not meant.' : ''}`;
    case 'any-worker':
      return `It asks for ${code(outcome.requirement)}. Give the list of workers to see which one gets it.`;
    case 'waits':
      return reasonForWait(outcome);
    case 'refused':
      return `${code(oneLine(outcome.refusal.message))}: ${outcome.refusal.advice}`;
    case 'skipped':
      return outcome.because;
    case 'unknown':
      return outcome.because.join(' ');
  }
}

function reasonForWorker({ decidedBy, candidates }: Extract<Outcome, { kind: 'worker' }>): string {
  const [first] = candidates;
  const names = candidates.slice(1, 4).map(({ worker, freeSlots }) => `\`${worker.name}\` (${freeSlots} free)`);
  const others = candidates.length > 4 ? `${names.join(', ')} and ${candidates.length - 4} more` : names.join(', ');
  switch (decidedBy) {
    case 'only-candidate':
      return 'It is the only one that fits and is free.';
    case 'most-free-slots':
      return `It has the most free slots: ${first!.freeSlots}. Then come ${others}.`;
    case 'first-name':
      return `It has as many free slots as others and comes first in the alphabet. Then come ${others}.`;
    case 'affinity':
      return 'It is the worker of the affinity group.';
  }
}

function waitedFor(ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`It waits for the slot of ${ids.slice(0, 3).map(code).join(', ')}.`];
}

function reasonForWait({
  requirement,
  for: what,
  seconds,
  limitFrom,
  finalLine,
  then,
}: Extract<Outcome, { kind: 'waits' }>): string {
  const asked = code(requirement);
  const why = {
    worker: `No worker fits ${asked}.`,
    slot: `All workers that fit ${asked} are busy with other work.`,
    nothing: `No worker can ever fit ${asked}.`,
    lock: 'A step before it holds the lock of its model instance.',
  }[what];
  if (then !== undefined) {
    return `${why} When that ends in time, \`${then}\` gets it.`;
  }
  if (seconds === undefined) {
    return `${why} It waits without a limit (\`queueTimeout: 0\`).`;
  }
  const end = finalLine === undefined ? '' : `: ${code(finalLine)}`;
  if (seconds === 0) {
    return `${why} In this release it fails at once${end}`;
  }
  const from = {
    step: 'its own limit',
    job: 'the limit of its job',
    workflow: 'the limit of the workflow',
    server: 'the limit of the server',
    default: 'the default',
    release: 'the release',
  }[limitFrom];
  return `${why} It fails after ${duration(seconds)} (${from})${end}`;
}

/** What a worker lacks, in one line. */
export function lackInWords({ lacks, has }: Lacking): string {
  const lack = lacks.map(({ text }) => text).join('; ');
  return has.length === 0 ? lack : `${lack} (it has ${has.map(code).join(', ')})`;
}

/** The name of a step as it is shown, with job and nesting. */
export function nameInWords({ id }: Pick<PlannedStep, 'id'>): string {
  return id;
}

/** `90 s`, `10 minutes` */
function duration(seconds: number): string {
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} s`;
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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
