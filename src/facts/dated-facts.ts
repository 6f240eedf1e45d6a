import { shapesOf } from './output-schema.ts';
import type { OutputSchema } from './output-schema.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { spansOverlap } from './release.ts';
import type { ReleaseSpan } from './release.ts';
import type { Argument, Command, Flag } from './schema/command.ts';
import type { Message, Reaction } from './schema/message.ts';

/** The kinds of facts that can change, in the order in which a release lists its changes. */
export const CHANGE_AREAS = [
  'command',
  'argument',
  'flag',
  'global option',
  'environment variable',
  'exit code',
  'message',
  'reaction',
  'other side',
  'state machine',
  'state',
  'transition',
  'restart outcome',
  'placement field',
  'timing',
  'output',
  'output field',
  'model',
  'model version',
  'model field',
  'model method',
  'frame',
  'verb',
  'verb field',
  'verb limit',
  'route',
  'error code',
  'credential',
] as const;

export type ChangeArea = (typeof CHANGE_AREAS)[number];

/** A fact with its dates, flattened to what can be compared and shown. */
export interface DatedFact {
  readonly name: string;
  readonly span: ReleaseSpan;
  readonly summary: string;
  /** Everything else that can differ, as text. */
  readonly values: Readonly<Record<string, string>>;
}

/** Facts among which a later one can take the place of an earlier one. */
export interface Family {
  readonly area: ChangeArea;
  readonly owner?: string;
  readonly facts: readonly DatedFact[];
  /**
   * True when a name alone does not say which fact follows which (a command has several exit codes
   * 1): then the texts must be alike, too.
   */
  readonly loose?: boolean;
}

/** Everything that can change in a protocol. */
export function familiesOf(spec: ProtocolSpec): Family[] {
  return [
    ...[...spec.commands.values()].flatMap(({ value }) => familiesOfCommand(value)),
    ...byName('global option', undefined, spec.globalFlags.value.map(flagFact)),
    ...byName(
      'environment variable',
      undefined,
      spec.environment.value.variables.map((variable) => ({
        ...fact(variable, variable.name, variable.effect),
        // One variable can mean different things to different commands.
        key: `${variable.name} ${variable.readBy}`,
      })),
    ),
    ...familiesOfMessages(spec),
    ...familiesOfStates(spec),
    ...spec.restartTable.value.map((row): Family => ({
      area: 'restart outcome',
      facts: row.outcomes.map((outcome) => fact(withSpanOf(outcome, row), row.event, outcome.what)),
    })),
    ...byName(
      'placement field',
      undefined,
      spec.placementFields.value.map((field) => fact(field, field.field, field.meaning)),
    ),
    ...byName(
      'timing',
      undefined,
      spec.timings.value.map((timing) => fact(timing, timing.name, timing.meaning)),
    ),
    ...familiesOfOutputs(spec),
    ...familiesOfModels(spec),
    ...familiesOfWire(spec),
  ];
}

function familiesOfCommand(command: Command): Family[] {
  const owner = command.command;
  return [
    { area: 'command', facts: [fact(command, owner, command.summary)] },
    ...byName(
      'argument',
      owner,
      command.arguments.map((argument) => fact(argument, argument.name, argument.description)),
    ),
    ...byName('flag', owner, command.flags.map(flagFact)),
    ...byName('environment variable', owner, [...command.arguments, ...command.flags].flatMap(aliasFacts)),
    {
      area: 'exit code',
      owner,
      facts: command.exitCodes.map((exit) => fact(exit, String(exit.code), exit.when)),
      loose: true,
    },
  ];
}

function flagFact(flag: Flag): DatedFact {
  const usage = flag.value === undefined ? flag.name : `${flag.name} <${flag.value}>`;
  const { name: _name, value: _value, ...rest } = flag;
  return { ...fact(rest, flag.name, flag.description), values: { ...valuesOf(rest), usage } };
}

/** A variable that came later, or went earlier, than the flag for which it stands. */
function aliasFacts(owner: Flag | Argument): DatedFact[] {
  const { env } = owner;
  return env === undefined || (env.since === undefined && env.until === undefined)
    ? []
    : [fact(env, env.name, `Stands in for \`${owner.name}\`.`)];
}

function familiesOfMessages(spec: ProtocolSpec): Family[] {
  const messages = spec.messages.map((message) => message.value);
  return [
    ...byName('message', undefined, messages.map(messageFact)),
    ...messages.flatMap((message): Family[] => [
      ...byName(
        'reaction',
        message.id,
        message.reactions.map((reaction) => fact(reaction, 'reaction', reactionWords(reaction))),
      ),
      ...byName(
        'other side',
        message.id,
        message.otherSide.map((other) => fact(other, other.side, other.note ?? other.text ?? 'Nothing.')),
      ),
    ]),
  ];
}

/** Cause and fix are advice of ours; a message changed when the program prints it otherwise. */
function messageFact({ id, text, severity, printedBy, rpcCode, since, until }: Message): DatedFact {
  return {
    ...fact({ text, severity, printedBy, rpcCode, since, until } as object, id, text.split('\n')[0]!),
    span: { since, until },
  };
}

function reactionWords({ does, exitCode, note }: Reaction): string {
  const exit = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
  return `${does.replaceAll('-', ' ')}${exit}.${note === undefined ? '' : ` ${note}`}`;
}

function familiesOfStates(spec: ProtocolSpec): Family[] {
  return [...spec.stateMachines.values()].flatMap(({ value: machine }): Family[] => [
    { area: 'state machine', facts: [fact(machine, machine.id, machine.description)] },
    ...byName(
      'state',
      machine.id,
      machine.states.map((state) => fact(state, state.name, state.meaning)),
    ),
    {
      area: 'transition',
      owner: machine.id,
      facts: machine.transitions.map((transition) =>
        fact(transition, `${transition.from ?? 'start'} → ${transition.to ?? 'end'}`, transition.trigger),
      ),
      loose: true,
    },
  ]);
}

function familiesOfOutputs(spec: ProtocolSpec): Family[] {
  return [...spec.outputs].flatMap(([id, { value: schema }]): Family[] => {
    const shapes = shapesOf(schema).map((shape, position) => ({
      ...shape,
      name: nameOfShape(schema, position) ?? shape.type,
    }));
    return [
      // Whatever shape ends where another begins, the other takes its place.
      {
        area: 'output',
        owner: id,
        facts: shapes.map(({ name, type, span }) => {
          const summary = name === type ? type : `${name} (${type})`;
          return { name: 'shape', span, summary, values: { shape: summary } };
        }),
      },
      ...shapes.flatMap(({ rows }) =>
        byName(
          'output field',
          id,
          rows.map(({ path, type, span, description }) => ({
            name: path,
            span,
            summary: description,
            values: { type, description },
          })),
        ),
      ),
    ];
  });
}

/** Since when a listed value can occur. */
const DATE_OF_VALUE = / \(since [\d.]+\)/g;

/**
 * The shapes of one output and their fields, each shape for itself: to compare two protocols, in
 * which no shape ends where another begins. An only shape is compared by its type, several by name.
 */
export function familiesOfShapes(id: string, schema: OutputSchema): Family[] {
  const shapes = shapesOf(schema);
  return shapes.flatMap(({ type, span, rows }, position): Family[] => {
    const name = nameOfShape(schema, position);
    const isOnly = shapes.every((other, index) => index === position || !spansOverlap(other.span, span));
    const label = isOnly || name === undefined ? 'shape' : name;
    const pathOf = (path: string): string => (label === 'shape' ? path : `${label}: ${path}`);
    return [
      {
        area: 'output',
        owner: id,
        facts: [
          {
            name: label,
            span,
            summary: name === undefined || name === type ? type : `${name} (${type})`,
            values: { shape: type },
          },
        ],
      },
      ...rows.map((row): Family => ({
        area: 'output field',
        owner: id,
        facts: [
          {
            name: pathOf(row.path),
            span: withSpanOf(row.span, span),
            summary: row.description,
            values: { type: row.type.replace(DATE_OF_VALUE, ''), description: row.description },
          },
        ],
      })),
    ];
  });
}

/** How a schema itself calls one of its shapes: by title, or by the name of the definition that it refers to. */
function nameOfShape(schema: OutputSchema, position: number): string | undefined {
  const variants = (schema.oneOf ?? schema.anyOf) as readonly { title?: string; $ref?: string }[] | undefined;
  const variant = variants?.[position];
  return variant?.title ?? variant?.$ref?.split('/').at(-1);
}

function familiesOfModels(spec: ProtocolSpec): Family[] {
  return [...spec.models.values()].flatMap(({ value: model }): Family[] => [
    { area: 'model', facts: [fact(model, model.type, model.description)] },
    {
      area: 'model version',
      owner: model.id,
      facts: model.modelVersions.map((version) => fact(version, 'version', version.version)),
    },
    ...byName(
      'model field',
      model.id,
      model.fields.map((field) => fact(field, field.name, field.meaning)),
    ),
    ...byName(
      'model method',
      model.id,
      model.methods.map((method) => fact(method, method.name, method.does)),
    ),
  ]);
}

function familiesOfWire({ wire: { value: wire } }: ProtocolSpec): Family[] {
  return [
    ...byName(
      'frame',
      undefined,
      wire.frames.map((frame) => fact(frame, frame.name, frame.meaning)),
    ),
    ...byName(
      'verb',
      undefined,
      wire.verbs.map((verb) => fact(verb, verb.name, verb.does)),
    ),
    ...wire.verbs.flatMap((verb) => [
      ...byName(
        'verb field',
        verb.name,
        verb.params.map((field) => fact(field, field.name, field.meaning)),
      ),
      ...byName(
        'verb limit',
        verb.name,
        verb.limits.map((limit) => fact(limit, limit.text, limit.text)),
      ),
      ...byName(
        'verb field',
        `${verb.name} (result)`,
        verb.result.map((field) => fact(field, field.name, field.meaning)),
      ),
    ]),
    ...byName(
      'route',
      undefined,
      wire.routes.map((route) => fact(route, `${route.method} ${route.path}`, route.does)),
    ),
    ...byName(
      'error code',
      undefined,
      wire.codes.map((code) => fact(code, code.code, code.when)),
    ),
    ...byName(
      'credential',
      undefined,
      wire.credentials.map((credential) => fact(credential, credential.name, credential.opens)),
    ),
  ];
}

/** One family for each name (or key, where a name alone is not enough). */
function byName(
  area: ChangeArea,
  owner: string | undefined,
  facts: readonly (DatedFact & { readonly key?: string })[],
): Family[] {
  const groups = new Map<string, DatedFact[]>();
  for (const { key, ...one } of facts) {
    const group = key ?? one.name;
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [...groups.values()].map((group) => ({ area, ...(owner !== undefined && { owner }), facts: group }));
}

function fact(value: ReleaseSpan & object, name: string, summary: string): DatedFact {
  return { name, summary, span: { since: value.since, until: value.until }, values: valuesOf(value) };
}

/** An outcome of a row that has dates of its own lives at most as long as its row. */
function withSpanOf<Value extends ReleaseSpan>(value: Value, row: ReleaseSpan): Value {
  return { ...value, since: value.since ?? row.since, until: value.until ?? row.until };
}

/** Keys that say something about our entry and nothing about the program. */
const ABOUT_THE_ENTRY: ReadonlySet<string> = new Set([
  'since',
  'until',
  'evidence',
  'recordings',
  'commands',
  'example',
]);

/** What can be compared of a fact: texts, numbers, switches and lists of them. Parts with dates of their own are not. */
function valuesOf(value: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !ABOUT_THE_ENTRY.has(key) && part !== undefined)
      .flatMap(([key, part]): [string, string][] => {
        if (['string', 'number', 'boolean'].includes(typeof part)) {
          return [[key, String(part)]];
        }
        const isListOfWords = Array.isArray(part) && part.length > 0 && part.every((item) => typeof item === 'string');
        return isListOfWords ? [[key, part.join(', ')]] : [];
      }),
  );
}
