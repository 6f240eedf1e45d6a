import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suggestName } from '../facts/nearest.ts';
import type { ProtocolSpec } from '../facts/protocol-spec.ts';
import type { Recording } from '../facts/schema/recording.ts';
import { folderOfPages } from './tree/version-tree.ts';

/** A worker as the command names it that starts it. */
export interface ExampleWorker {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Steps that it runs at once. */
  readonly capacity: number;
}

/** A workflow to begin with, from the pages or the recordings of a protocol. */
export interface PlanExample {
  readonly protocol: number;
  readonly id: string;
  /** What it shows, to be pressed. */
  readonly label: string;
  /** Name of the workflow file. */
  readonly name: string;
  readonly text: string;
  /** What `swamp worker list` printed, or the workers that are started. */
  readonly pool: { readonly list: string } | { readonly workers: readonly ExampleWorker[] };
}

/** Where an example comes from; of several files the first that the protocol's page has. */
interface Source {
  readonly id: string;
  readonly label: string;
  readonly from:
    | { readonly page: string; readonly files: readonly string[] }
    | { readonly recording: string; readonly file: string };
  /** A step of a procedure that lists the workers; without it they are those that page or recording start. */
  readonly list?: { readonly recording: string; readonly step: string };
}

const PLACEMENT_LIST = { recording: 'walkthrough/authors-placement', step: 'list' } as const;

const SOURCES: readonly Source[] = [
  {
    id: 'placement',
    label: 'five ways to place a step',
    from: { page: 'authors/placement', files: ['workflow-levels.yaml', 'workflow-ways.yaml'] },
    list: PLACEMENT_LIST,
  },
  {
    id: 'labels',
    label: 'two labels that no worker has together',
    from: { recording: 'placement/labels-partly-match', file: 'workflow.yaml' },
  },
  {
    id: 'queueing',
    label: 'a label that nobody has',
    from: { page: 'authors/queueing', files: ['workflow-needs-gpu.yaml'] },
    list: PLACEMENT_LIST,
  },
  {
    id: 'fan-out',
    label: 'one step for each item',
    from: { page: 'authors/fan-out', files: ['workflow-everywhere.yaml', 'workflow-spread.yaml'] },
  },
  {
    id: 'keep-steps-together',
    label: 'steps that stay together',
    from: { page: 'authors/keep-steps-together', files: ['workflow-build.yaml'] },
  },
];

/**
 * The examples of a protocol.
 *
 * @param root - the project's folder.
 * @throws Error when a page or recording of the protocol no longer has what an example is made of.
 */
export function planExamplesOf(root: string, spec: ProtocolSpec): PlanExample[] {
  return SOURCES.flatMap((source) => {
    const { from, id, label } = source;
    const page = 'page' in from ? textOfPage(root, from.page, spec) : '';
    if (page === undefined) {
      return [];
    }
    const file = 'page' in from ? fileOnPage(from, page, spec) : fileOfRecording(from, spec);
    const commands = 'page' in from ? page : commandsOf(from.recording, spec);
    const pool = source.list === undefined ? { workers: startedBy(commands) } : { list: listOf(source.list, spec) };
    return [{ protocol: spec.protocol.number, id, label, ...file, pool }];
  });
}

/**
 * One example of a protocol.
 *
 * @throws Error with the nearest name when the protocol has no such example.
 */
export function planExampleOf(root: string, spec: ProtocolSpec, wanted: string): PlanExample {
  const examples = planExamplesOf(root, spec);
  const found = examples.find(({ id }) => id === wanted);
  if (found === undefined) {
    const known = examples.map(({ id }) => id);
    throw new Error(`There is no example '${wanted}' of a plan. ${suggestName(wanted, known)}`);
  }
  return found;
}

function textOfPage(root: string, page: string, { protocol }: ProtocolSpec): string | undefined {
  const file = path.join(root, folderOfPages(protocol), `${page}.mdx`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function fileOnPage(
  { page, files }: { readonly page: string; readonly files: readonly string[] },
  text: string,
  { protocol }: ProtocolSpec,
): Pick<PlanExample, 'name' | 'text'> {
  for (const name of files) {
    const fence = new RegExp(
      `^\`\`\`yaml [^\\n]*file=workflows/${name.replaceAll('.', '\\.')} [^\\n]*\\n(.*?)^\`\`\`$`,
      'ms',
    );
    const found = fence.exec(text)?.[1];
    if (found !== undefined) {
      return { name, text: found };
    }
  }
  throw new Error(
    `src/markdown/plan-examples.ts takes ${files.join(' or ')} from ${folderOfPages(protocol)}/${page}.mdx, which writes no such file`,
  );
}

function fileOfRecording(
  { recording: id, file }: { readonly recording: string; readonly file: string },
  spec: ProtocolSpec,
): Pick<PlanExample, 'name' | 'text'> {
  const found = recordingOf(id, spec).files.find(({ path }) => path === file);
  if (found === undefined) {
    throw new Error(`src/markdown/plan-examples.ts takes '${file}' from the recording '${id}', which has no such file`);
  }
  return { name: file, text: found.content };
}

function commandsOf(id: string, spec: ProtocolSpec): string {
  return recordingOf(id, spec)
    .processes.map(({ command }) => command)
    .join('\n');
}

function listOf({ recording: id, step }: NonNullable<Source['list']>, spec: ProtocolSpec): string {
  const found = recordingOf(id, spec).processes.find((process) => process.step === step);
  if (found === undefined) {
    throw new Error(`src/markdown/plan-examples.ts takes the step '${step}' of '${id}', which has no such step`);
  }
  return found.stdout;
}

function recordingOf(id: string, { recordings, protocol }: ProtocolSpec): Recording {
  const recording = recordings.get(id)?.value;
  if (recording === undefined) {
    throw new Error(
      `src/markdown/plan-examples.ts names '${id}', but recordings/${protocol.pathName} has no such file. ${suggestName(id, [...recordings.keys()])}`,
    );
  }
  return recording;
}

const CONNECT = /^(?:NO_COLOR=1 )?swamp worker connect \S+ --token (\S+)(.*)$/gm;

/** The workers that commands start. A token says its worker's name: `ALPHA_TOKEN`, or `alpha.` and its secret. */
function startedBy(commands: string): ExampleWorker[] {
  return [...commands.matchAll(CONNECT)].map(([, token, rest]) => ({
    name: token!.replace(/(?:_TOKEN|\..*)$/, '').toLowerCase(),
    labels: Object.fromEntries([...rest!.matchAll(/--label ([^\s=]+)=(\S+)/g)].map((match) => [match[1]!, match[2]!])),
    capacity: Number(/--concurrency (\d+)/.exec(rest!)?.[1] ?? 1),
  }));
}
