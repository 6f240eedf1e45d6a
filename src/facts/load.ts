import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { faultsOfGaps } from './gaps.ts';
import type { OutputSchema } from './output-schema.ts';
import type { ProtocolSpec, Sourced } from './protocol-spec.ts';
import { loadReleases, protocolByNumber } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import { faultsOfSpec } from './rules.ts';
import { commandSchema, globalOptionsSchema } from './schema/command.ts';
import { messagesFileSchema } from './schema/message.ts';
import type { Message } from './schema/message.ts';
import { outputSchemaFileSchema } from './schema/output.ts';
import { recordingSchema } from './schema/recording.ts';
import type { Recording } from './schema/recording.ts';
import {
  builtInModelSchema,
  environmentSchema,
  placementFieldsSchema,
  timingsSchema,
} from './schema/reference-data.ts';
import { restartTableSchema } from './schema/restart-table.ts';
import { stateMachineSchema } from './schema/state-machine.ts';
import { wireSchema } from './schema/wire.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { faultsOfSpans } from './span-rules.ts';
import { parseWith, readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * When the recordings are read. They are nine tenths of all files, and most who ask for facts want a few of them or
 * none: `when-asked` reads each at its first use, which throws a {@link SpecError} when it is broken; `at-once` reads
 * them all, so that a broken one is told with the other faults.
 */
export type RecordingsRead = 'when-asked' | 'at-once';

/**
 * Whether facts may wait for a person's words. Only what compares them with a program can do without: what a reader
 * sees cannot.
 */
export type GapsHandling = 'refused' | 'allowed';

/**
 * Loads and checks what is known of one protocol: `spec/protocol-N/` and `recordings/protocol-N/`.
 *
 * @param root - the project's folder.
 * @param number - the protocol's number.
 * @throws {@link SpecError} with file and line of every fault of every file that is read.
 */
export function loadProtocolSpec(
  root: string,
  number: number,
  index: ReleaseIndex = loadReleases(root),
  recordingsRead: RecordingsRead = 'when-asked',
  gaps: GapsHandling = 'refused',
): ProtocolSpec {
  const protocol = protocolByNumber(index, number);
  const loader = new Loader(root, path.join(root, 'spec', protocol.pathName));

  const spec: ProtocolSpec = {
    index,
    protocol,
    commands: loader.folder('commands', commandSchema, (command) => command.command),
    globalFlags: loader.part('global-options.yaml', globalOptionsSchema, 'flags', { flags: [] }),
    outputs: loader.outputs(),
    stateMachines: loader.folder('states', stateMachineSchema, (machine) => machine.id),
    messages: loader.messages(),
    restartTable: loader.part('restart-table.yaml', restartTableSchema, 'rows', { rows: [] }),
    timings: loader.part('timings.yaml', timingsSchema, 'timings', { timings: [] }),
    environment: loader.file('environment.yaml', environmentSchema, {
      variables: [],
      denylist: { description: '', exact: [], prefixes: [] },
    }),
    placementFields: loader.part('placement-fields.yaml', placementFieldsSchema, 'fields', { fields: [] }),
    models: loader.folder('models', builtInModelSchema, (model) => model.id),
    wire: loader.file('wire.yaml', wireSchema, { frames: [], verbs: [], routes: [], codes: [], credentials: [] }),
    recordings: loader.recordings(path.join(root, 'recordings', protocol.pathName), recordingsRead),
  };

  const faults = [
    ...loader.faults,
    ...loader.sources.flatMap((source) => faultsOfSpans(source, protocol, index)),
    ...(gaps === 'refused' ? loader.sources.flatMap(faultsOfGaps) : []),
    ...(loader.faults.length === 0 ? faultsOfSpec(spec) : []),
  ];
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return spec;
}

/** Loads every protocol of `spec/releases.yaml`, newest first; see {@link loadProtocolSpec}. */
export function loadAllProtocolSpecs(
  root: string,
  index: ReleaseIndex = loadReleases(root),
  recordingsRead: RecordingsRead = 'when-asked',
  gaps: GapsHandling = 'refused',
): ProtocolSpec[] {
  const results = index.protocols.map((protocol) => {
    try {
      return {
        spec: loadProtocolSpec(root, protocol.number, index, recordingsRead, gaps),
        faults: [] as readonly SpecFault[],
      };
    } catch (error) {
      if (error instanceof SpecError) {
        return { spec: undefined, faults: error.faults };
      }
      throw error;
    }
  });
  const faults = results.flatMap((result) => result.faults);
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return results.flatMap((result) => result.spec ?? []);
}

/** Reads the files of one protocol and collects faults instead of stopping at the first. */
class Loader {
  readonly faults: SpecFault[] = [];
  /** Files of `spec/`, for the rules that look at raw text positions. */
  readonly sources: YamlSource[] = [];

  constructor(
    private readonly root: string,
    private readonly folderPath: string,
  ) {}

  file<Schema extends z.ZodType>(name: string, schema: Schema, fallback: z.output<Schema>): Sourced<z.output<Schema>> {
    const absolute = path.join(this.folderPath, name);
    if (!existsSync(absolute)) {
      this.faults.push({ file: this.relative(absolute), message: 'the file is missing' });
      return { value: fallback, file: this.relative(absolute), lineOf: () => 1 };
    }
    const loaded = this.read(absolute, schema);
    return loaded ?? { value: fallback, file: this.relative(absolute), lineOf: () => 1 };
  }

  part<Schema extends z.ZodType<Record<Key, unknown>>, Key extends string>(
    name: string,
    schema: Schema,
    key: Key,
    fallback: z.output<Schema>,
  ): Sourced<z.output<Schema>[Key]> {
    const whole = this.file(name, schema, fallback);
    return { value: whole.value[key], file: whole.file, lineOf: (keys = []) => whole.lineOf([key, ...keys]) };
  }

  folder<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    keyOf: (value: z.output<Schema>) => string,
  ): Map<string, Sourced<z.output<Schema>>> {
    const entries = new Map<string, Sourced<z.output<Schema>>>();
    for (const absolute of filesBelow(path.join(this.folderPath, name), '.yaml')) {
      const loaded = this.read(absolute, schema);
      if (loaded === undefined) {
        continue;
      }
      const key = keyOf(loaded.value);
      const expected = `${key.replaceAll(' ', '-')}.yaml`;
      if (path.basename(absolute) !== expected) {
        this.faults.push({
          file: loaded.file,
          line: 1,
          message: `this file is about '${key}', so its name is ${expected}`,
        });
      }
      entries.set(key, loaded);
    }
    return entries;
  }

  outputs(): Map<string, Sourced<OutputSchema>> {
    const entries = new Map<string, Sourced<OutputSchema>>();
    for (const absolute of filesBelow(path.join(this.folderPath, 'outputs'), '.schema.yaml')) {
      const loaded = this.read(absolute, outputSchemaFileSchema);
      if (loaded !== undefined) {
        entries.set(path.basename(absolute, '.schema.yaml'), loaded as Sourced<OutputSchema>);
      }
    }
    return entries;
  }

  messages(): Sourced<Message>[] {
    return filesBelow(path.join(this.folderPath, 'messages'), '.yaml').flatMap((absolute) => {
      const loaded = this.read(absolute, messagesFileSchema);
      return (loaded?.value.messages ?? []).map((message, position) => ({
        value: message,
        file: loaded!.file,
        lineOf: (keys: readonly PropertyKey[] = []) => loaded!.lineOf(['messages', position, ...keys]),
      }));
    });
  }

  recordings(folder: string, when: RecordingsRead): Map<string, Sourced<Recording>> {
    const entries = new Map<string, Sourced<Recording>>();
    for (const absolute of filesBelow(folder, '.yaml')) {
      const id = slashed(path.relative(folder, absolute)).replace(/\.yaml$/, '');
      const recording = readWhenAsked(this.root, absolute);
      if (when === 'when-asked' || this.withoutFaults(() => recording.value) !== undefined) {
        entries.set(id, recording);
      }
    }
    return entries;
  }

  private read<Schema extends z.ZodType>(absolute: string, schema: Schema): Sourced<z.output<Schema>> | undefined {
    return this.withoutFaults(() => {
      const source = readYaml(this.root, absolute);
      this.sources.push(source);
      return sourced(source, schema);
    });
  }

  /** Keeps the faults of a file, in whose place there is nothing. */
  private withoutFaults<Value>(read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof SpecError) {
        this.faults.push(...error.faults);
        return undefined;
      }
      throw error;
    }
  }

  private relative(absolute: string): string {
    return slashed(path.relative(this.root, absolute));
  }
}

function sourced<Schema extends z.ZodType>(source: YamlSource, schema: Schema): Sourced<z.output<Schema>> {
  return { value: parseWith(source, schema), file: source.file, lineOf: (keys = []) => source.lineOf(keys) };
}

function readWhenAsked(root: string, absolute: string): Sourced<Recording> {
  let read: Sourced<Recording> | undefined;
  const recording = (): Sourced<Recording> => (read ??= sourced(readYaml(root, absolute), recordingSchema));
  return {
    get value() {
      return recording().value;
    },
    file: slashed(path.relative(root, absolute)),
    lineOf: (keys = []) => recording().lineOf(keys),
  };
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));
}
