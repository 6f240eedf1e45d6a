import { isPrintedOn } from '../../../src/facts/message-runtime.ts';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Message } from '../../../src/facts/schema/message.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { isCommandKnown } from '../../stage/known-command.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import { runAtMost } from '../../stage/pool.ts';
import { compareMessage, compareText, unknownRefusals } from './compare.ts';
import { whyNotProvoked } from './not-provoked.ts';
import type { Observation } from './observation.ts';
import type { Scenario } from './scenario.ts';
import { CANCEL_SCENARIOS } from './scenarios/cancel.ts';
import { CLIENT_SCENARIOS } from './scenarios/clients.ts';
import { CONNECTION_SCENARIOS, ORCHESTRATOR_SCENARIOS, SERVER_SCENARIOS } from './scenarios/connection.ts';
import { DAEMON_SCENARIOS } from './scenarios/daemon.ts';
import { DATA_PLANE_SCENARIOS } from './scenarios/data-plane.ts';
import { ENROLLMENT_SCENARIOS, protocolScenarios } from './scenarios/enrollment.ts';
import { METHOD_SCENARIOS } from './scenarios/methods.ts';
import { MINTING_SCENARIOS } from './scenarios/minting.ts';
import { STRANGER_SCENARIOS } from './scenarios/strangers.ts';
import { MessageStage } from './stage.ts';

const { differs, notRun } = findingsOf('messages');

/** Waiting dominates, but each scenario has a worker or a command of its own. */
const AT_ONCE = 3;

/** A scenario with the messages of this release that it must show. */
interface Planned {
  readonly scenario: Scenario;
  readonly messages: readonly Sourced<Message>[];
  /** Those of which only the text counts. */
  readonly mentioned: readonly Sourced<Message>[];
}

/** What came of a scenario. */
interface Played {
  readonly findings: readonly Finding[];
  readonly seen?: Observation;
}

/** Provokes the messages of minting, connection and enrollment, and compares both sides. */
export const messagesCheck: Check = {
  name: 'messages',
  async *run(context) {
    const { release, runtime } = context.swamp;
    const ofRelease = context.spec.messages.filter(({ value }) => isInSpan(release, value));
    const messages = ofRelease.filter(({ value }) => isPrintedOn(value, runtime));
    yield* ofRelease
      .filter((message) => !messages.includes(message))
      .map((message) =>
        notRun(message.value.id, `only a program on ${message.value.runtime} prints it`, placeOf(message)),
      );
    const plan = planFor(
      allScenarios(context).filter((scenario) => hasFlags(context, scenario) && isWanted(context, scenario)),
      messages,
    );
    yield* lacking(plan);
    yield* withoutScenario(messages, plan);

    const stage = await MessageStage.open(context);
    try {
      yield* playAll(plan, stage, messages);
    } finally {
      await stage.close();
    }
  },
};

async function* playAll(
  plan: readonly Planned[],
  stage: MessageStage,
  messages: readonly Sourced<Message>[],
): AsyncGenerator<Finding> {
  const seen: Observation[] = [];
  const jobs = plan.filter(({ scenario }) => scenario.lacks === undefined).map((planned) => () => play(planned, stage));
  // One after another when recording, so that the orchestrator's log holds one story.
  for await (const played of runAtMost(stage.context.recorder === undefined ? AT_ONCE : 1, jobs)) {
    yield* played.findings;
    seen.push(...(played.seen === undefined ? [] : [played.seen]));
  }
  yield* unknownRefusals(seen, messages);
}

/** Those that need a minute to pass come last. */
function allScenarios(context: VerifyContext): readonly Scenario[] {
  return [
    ...[
      ...MINTING_SCENARIOS,
      ...CONNECTION_SCENARIOS,
      ...SERVER_SCENARIOS,
      ...DATA_PLANE_SCENARIOS,
      ...CANCEL_SCENARIOS,
      ...CLIENT_SCENARIOS,
      ...STRANGER_SCENARIOS,
      ...DAEMON_SCENARIOS,
      ...METHOD_SCENARIOS,
    ],
    ...[...protocolScenarios(context), ...ENROLLMENT_SCENARIOS, ...ORCHESTRATOR_SCENARIOS],
  ];
}

function hasFlags(context: VerifyContext, { flags = {} }: Scenario): boolean {
  return Object.entries(flags).every(([command, needed]) => isCommandKnown(context, command, ...needed));
}

function isWanted({ messages }: VerifyContext, { id }: Scenario): boolean {
  return messages?.scenarios?.has(id) ?? true;
}

/** Leaves out what this release does not print: its text would prove nothing. */
export function planFor(scenarios: readonly Scenario[], messages: readonly Sourced<Message>[]): Planned[] {
  const find = (id: string): Sourced<Message> | undefined => messages.find(({ value }) => value.id === id);
  return scenarios
    .filter(({ needs }) => needs === undefined || find(needs) !== undefined)
    .map((scenario) => ({
      scenario: { ...scenario, lacks: scenario.lacks ?? blockade(find(scenario.blockedBy ?? '')) },
      messages: scenario.shows.flatMap((choice) => {
        const ids = typeof choice === 'string' ? [choice] : choice;
        return ids.map(find).find((message) => message !== undefined) ?? [];
      }),
      mentioned: (scenario.mentions ?? []).flatMap((id) => find(id) ?? []),
    }))
    .filter(({ messages: shown, mentioned }) => shown.length + mentioned.length > 0);
}

function blockade(message: Sourced<Message> | undefined): string | undefined {
  return message === undefined ? undefined : `this release only says: ${message.value.text}`;
}

/** Messages that no scenario of this run can show, each with the reason of the first that could. */
function lacking(plan: readonly Planned[]): Finding[] {
  const shown = new Set(plan.filter(({ scenario }) => scenario.lacks === undefined).flatMap(messagesOf));
  return plan.flatMap(({ scenario, ...planned }) =>
    messagesOf(planned)
      .filter((message) => !shown.has(message))
      .map((message) => notRun(message.value.id, scenario.lacks!, placeOf(message))),
  );
}

function messagesOf({ messages, mentioned }: Pick<Planned, 'messages' | 'mentioned'>): Sourced<Message>[] {
  return [...messages, ...mentioned];
}

function withoutScenario(messages: readonly Sourced<Message>[], plan: readonly Planned[]): Finding[] {
  const planned = new Set(plan.flatMap(messagesOf));
  return messages
    .filter((message) => !planned.has(message))
    .map((message) => notRun(message.value.id, whyNotProvoked(message.value), placeOf(message)));
}

async function play(planned: Planned, stage: MessageStage): Promise<Played> {
  const { context } = stage;
  const { scenario, messages, mentioned } = planned;
  context.progress(`messages: ${scenario.title}`);
  try {
    const seen = await scenario.provoke(stage);
    context.messages?.seen(scenario.id, { shown: messages.map(idOf), mentioned: mentioned.map(idOf) }, seen);
    if (scenario.recording !== undefined) {
      const { processes, ports = [stage.orchestrator.port], scratches = [stage.orchestrator.scratch] } = seen;
      const { recording: id, title, note } = scenario;
      context.recorder?.take({ id, title, note, processes, ports, scratches });
    }
    await seen.ownOrchestrator?.close();
    const findings = [
      ...messages.flatMap((message) => compareMessage({ message, scenario: scenario.id }, seen, context.swamp.release)),
      ...mentioned.map((message) => compareText({ message, scenario: scenario.id }, seen)),
    ];
    return { findings, seen };
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return {
      findings: messagesOf(planned).map((message) =>
        differs(`${message.value.id} (${scenario.id})`, message.value.text, actual, placeOf(message)),
      ),
    };
  }
}

function idOf({ value }: Sourced<Message>): string {
  return value.id;
}
