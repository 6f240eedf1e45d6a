import { isInSpan } from '../../../src/facts/release.ts';
import type { Release, ReleaseSpan } from '../../../src/facts/release.ts';
import type { Wire } from '../../../src/facts/schema/wire.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import type { Place } from '../../finding.ts';
import { callsIn, kindsIn } from './calls.ts';
import { compareFields } from './compare-fields.ts';
import type { Field } from './compare-fields.ts';
import { compareRoutes } from './compare-routes.ts';
import { playStory } from './story.ts';
import type { Seen } from './story.ts';
import { isObject } from './value-types.ts';

const findings = findingsOf('inside');

/**
 * Compares what travels between worker and orchestrator, and what the data records of both hold, with the tables of the
 * wire protocol, the built-in models and the states.
 */
export const insideCheck: Check = {
  name: 'inside',
  async *run(context) {
    const models = [...context.spec.models.values()].filter(({ value }) => isInSpan(context.swamp.release, value));
    const seen = await playStory(
      context,
      models.map(({ value: { type, specName } }) => ({ type, specName })),
    );
    yield* models.flatMap((model) =>
      told(
        `model ${model.value.id}`,
        compareFields(fieldsAt(model.value.fields, context.swamp.release), seen.records.get(model.value.type)!),
        placeOf(model),
      ),
    );
    yield* stateFindings(context, seen);
    yield* wireFindings(context, seen);
  },
};

/** The fields of a table at a release. */
function fieldsAt(fields: readonly (Field & ReleaseSpan)[], release: Release): Field[] {
  return fields.filter((field) => isInSpan(release, field));
}

function told(subject: string, results: ReturnType<typeof compareFields>, place: Place): Finding[] {
  return results.map((result) => {
    const name = `${subject}: ${result.name}`;
    switch (result.status) {
      case 'agrees':
        return findings.agrees(name, place);
      case 'differs':
        return findings.differs(name, result.expected, result.actual, place);
      default:
        return findings.notRun(name, result.reason, place);
    }
  });
}

/** Each state that a data record can hold; that it holds no other is told by the type of the field. */
function stateFindings({ spec, swamp }: VerifyContext, { records }: Seen): Finding[] {
  return [...spec.stateMachines.values()].flatMap((machine) => {
    const model = spec.models.get(machine.value.id)?.value;
    const shown = new Set(
      (model === undefined ? [] : (records.get(model.type) ?? [])).flatMap((attributes) =>
        isObject(attributes) ? [attributes.state ?? attributes.status] : [],
      ),
    );
    return machine.value.states.flatMap((state, position) => {
      if (!isInSpan(swamp.release, state)) {
        return [];
      }
      const subject = `state of ${machine.value.id}: ${state.name}`;
      const place = placeOf(machine, ['states', position]);
      if (shown.has(state.name)) {
        return [findings.agrees(subject, place)];
      }
      const isStored = state.kind === 'stored';
      const reason = isStored ? 'the story does not lead there' : `it is ${state.kind}, and in no data record`;
      return [findings.notRun(subject, reason, place)];
    });
  });
}

function wireFindings({ spec, swamp }: VerifyContext, seen: Seen): Finding[] {
  const wire: Wire = spec.wire.value;
  const { release } = swamp;
  const place = placeOf(spec.wire);
  const calls = callsIn(seen.frames);
  const verbs = wire.verbs.filter((verb) => isInSpan(release, verb));
  const ofVerbs = verbs.flatMap(({ name, direction, params, result }) => {
    const [from] = direction.split('-to-');
    const made = calls.filter(({ method }) => method === name);
    const astray = made.filter((call) => call.from !== from);
    return [
      ...(astray.length === 0
        ? []
        : [findings.differs(`verb ${name}`, direction, `sent by the ${astray[0]!.from}`, place)]),
      ...told(
        `verb ${name}, params`,
        compareFields(
          fieldsAt(params, release),
          made.map((call) => call.params),
        ),
        place,
      ),
      ...told(
        `verb ${name}, result`,
        compareFields(
          fieldsAt(result, release),
          made.flatMap((call) => (call.result === undefined ? [] : [call.result])),
        ),
        place,
      ),
    ];
  });
  const unknown = [...new Set(calls.map(({ method }) => method))].filter(
    (method) => !verbs.some(({ name }) => name === method),
  );
  const frames = wire.frames.filter((frame) => isInSpan(release, frame));
  return [
    ...frames.flatMap(({ name, fields }) =>
      told(`frame ${name}`, compareFields(fieldsAt(fields, release), kindsIn(seen.frames, name)), place),
    ),
    ...ofVerbs,
    ...unknown.map((method) => findings.differs(`verb ${method}`, 'no such verb', 'it was sent', place)),
    ...compareRoutes(
      wire.routes.filter((route) => isInSpan(release, route)),
      seen.requests,
    ).map(({ subject, status, actual }) =>
      status === 'agrees'
        ? findings.agrees(subject, place)
        : status === 'differs'
          ? findings.differs(subject, 'no such address', actual!, place)
          : findings.notRun(subject, 'nothing asked for it', place),
    ),
  ];
}
