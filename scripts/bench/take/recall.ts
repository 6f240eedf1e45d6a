import { schemaAtRelease, shapesOf, spanOfSchema } from '../../../src/facts/output-schema.ts';
import { fillIn } from '../../../src/facts/message-text.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { compareReleases, isInSpan } from '../../../src/facts/release.ts';
import type { Release, ReleaseSpan } from '../../../src/facts/release.ts';
import type { Command, Flag } from '../../../src/facts/schema/command.ts';

/** What a release has of a thing that it can tell itself, without a person's words. */
type Shape = string;

/** Everything that help pages tell of the facts, by name: what it is like from each release on at which it changed. */
export type Timeline = ReadonlyMap<string, readonly { readonly since: Release; readonly shape: Shape }[]>;

/** A part of a command that has dates, with what of it can be told. */
interface Told {
  readonly name: string;
  readonly span: ReleaseSpan;
  shapeAt(release: Release): Shape;
}

/** Stands for a thing that a release does not have. */
const ABSENT = 'absent';

/**
 * What help pages tell of commands, arguments, flags and their variables, release by release.
 *
 * @param releases - oldest first.
 */
export function timelineOf(spec: ProtocolSpec, releases: readonly Release[]): Timeline {
  const told = [...spec.commands.values()].flatMap(({ value }) => toldOf(value));
  const all = [...told, ...spec.globalFlags.value.map((flag) => flagTold('every command', flag))];
  const names = [...new Set(all.map(({ name }) => name))];
  return new Map(
    names.map((name) => {
      const own = all.filter((one) => one.name === name);
      const shapes = releases.map((since) => ({
        since,
        shape: own.find(({ span }) => isInSpan(since, span))?.shapeAt(since) ?? ABSENT,
      }));
      return [name, shapes.filter(({ shape }, position) => shape !== (shapes[position - 1]?.shape ?? ABSENT))];
    }),
  );
}

/**
 * Which fields JSON outputs have, release by release. What came together with the object, the shape or the output that
 * holds it is no field that came: a person describes those.
 *
 * @param releases - oldest first.
 */
export function fieldTimelineOf(spec: ProtocolSpec, releases: readonly Release[]): Timeline {
  const fieldsAt = releases.map((release) => fieldsOf(spec, release));
  const names = [...new Set(fieldsAt.flatMap((fields) => [...fields]))];
  return new Map(
    names.flatMap((name) => {
      const steps = releases.flatMap((since, position) => {
        const [before, now] = [fieldsAt[position - 1], fieldsAt[position]!];
        const holder = holderOf(name);
        const cameAlone = before === undefined || before.has(holder);
        const wentAlone = now.has(holder);
        if (now.has(name) === (before?.has(name) ?? false) || !(now.has(name) ? cameAlone : wentAlone)) {
          return [];
        }
        return [{ since, shape: now.has(name) ? 'present' : ABSENT }];
      });
      return steps.length === 0 ? [] : [[name, steps]];
    }),
  );
}

/**
 * What messages say and what the worker does after them, release by release. Words in the place of a parameter are left
 * out of a text: what a parameter is called is a person's choice.
 *
 * @param releases - oldest first.
 * @param ids - the messages that are counted.
 */
export function messageTimelineOf(
  spec: ProtocolSpec,
  releases: readonly Release[],
  ids: ReadonlySet<string>,
): Timeline {
  const shapeAt = (id: string, release: Release): Shape => {
    const message = spec.messages.find(({ value }) => value.id === id && isInSpan(release, value))?.value;
    const reaction = message?.reactions.find((one) => isInSpan(release, one));
    return message === undefined
      ? ABSENT
      : JSON.stringify([fillIn(message.text, () => '…'), reaction?.does, reaction?.exitCode]);
  };
  return new Map(
    [...ids].map((id) => {
      const shapes = releases.map((since) => ({ since, shape: shapeAt(id, since) }));
      return [id, shapes.filter(({ shape }, position) => shape !== (shapes[position - 1]?.shape ?? ABSENT))];
    }),
  );
}

/** Fields with all that holds them: `worker-list`, `worker-list object`, `worker-list object workers[].name`. */
function fieldsOf(spec: ProtocolSpec, release: Release): Set<string> {
  return new Set(
    [...spec.outputs].flatMap(([output, { value }]) => {
      if (!isInSpan(release, spanOfSchema(value))) {
        return [];
      }
      return shapesOf(schemaAtRelease(value, release)).flatMap(({ mark, type, rows }) => {
        const shape = `${output} ${mark ?? type}`;
        return [output, shape, ...rows.map(({ path }) => `${shape} ${path.replaceAll('[]', '')}`)];
      });
    }),
  );
}

function holderOf(name: string): string {
  const path = name.split(' ').at(-1)!;
  const dot = path.lastIndexOf('.');
  return dot === -1 ? name.split(' ').slice(0, -1).join(' ') : name.slice(0, name.length - path.length + dot);
}

function toldOf(command: Command): Told[] {
  const { command: name } = command;
  const within = (one: Told): Told => ({
    ...one,
    // A part of a command that is not there is not there either.
    shapeAt: (release) => (isInSpan(release, command) ? one.shapeAt(release) : ABSENT),
  });
  return [
    { name, span: command, shapeAt: () => 'present' },
    ...command.arguments.map((argument) =>
      within({ name: `${name} ${argument.name}`, span: argument, shapeAt: () => JSON.stringify(argument.required) }),
    ),
    ...command.flags.map((flag) => within(flagTold(name, flag))),
  ];
}

function flagTold(command: string, flag: Flag): Told {
  const { short, value, required, default: usual, env } = flag;
  // A default in words is none that a program states.
  const plain = usual?.replace(/[`"]/g, '');
  const isOff = plain === 'false' && value === undefined;
  const stated = plain !== undefined && /^\S+$/.test(plain) && !isOff ? plain : undefined;
  return {
    name: `${command} ${flag.name}`,
    span: flag,
    shapeAt: (release) =>
      JSON.stringify({
        short,
        value,
        required,
        stated,
        env: env !== undefined && isInSpan(release, env) ? env.name : null,
      }),
  };
}

/** How much of what was known came back. */
export interface Recall {
  /** Changes after the release, as they were known. */
  readonly known: number;
  /** Those that came back at the same release, with the same shape. */
  readonly found: number;
  readonly missing: readonly string[];
  /** Changes that were not known. */
  readonly invented: readonly string[];
  /** Facts of older releases that are otherwise than before. */
  readonly falsified: readonly string[];
}

/** Compares what was known with what came back after a release was forgotten. */
export function recallOf(known: Timeline, found: Timeline, forgottenAfter: Release): Recall {
  const entriesOf = (timeline: Timeline, later: boolean): string[] =>
    [...timeline].flatMap(([name, steps]) =>
      steps
        .filter(({ since }) => compareReleases(since, forgottenAfter) > 0 === later)
        .map(({ since, shape }) => `${since} ${name} ${shape}`),
    );
  const wanted = entriesOf(known, true);
  const got = new Set(entriesOf(found, true));
  const older = entriesOf(known, false);
  const olderNow = entriesOf(found, false);
  const missing = wanted.filter((entry) => !got.has(entry));
  return {
    known: wanted.length,
    found: wanted.length - missing.length,
    missing,
    invented: [...got].filter((entry) => !wanted.includes(entry)),
    falsified: [
      ...older.filter((entry) => !olderNow.includes(entry)),
      ...olderNow.filter((entry) => !older.includes(entry)),
    ],
  };
}
