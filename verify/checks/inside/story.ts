import type { VerifyContext } from '../../check.ts';
import { isCommandKnown } from '../../stage/known-command.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { addExtension, modelSource, MODELS } from '../behaviors/extension.ts';
import { latestRun } from '../behaviors/busy-worker.ts';
import { BehaviorStage, endsWithin, makeTemplate, SOON_MS, until } from '../behaviors/stage.ts';
import { addSteps, methodTask, shell } from '../behaviors/workflow.ts';
import { SocketRelay } from './socket-relay.ts';
import type { SeenFrame, SeenRequest } from './socket-relay.ts';
import { isObject } from './value-types.ts';

/** The records of a built-in model; reports of its methods have its type as well. */
export interface RecordKind {
  readonly type: string;
  readonly specName: string;
}

/** What the story showed. */
export interface Seen {
  readonly frames: readonly SeenFrame[];
  readonly requests: readonly SeenRequest[];
  /** Attributes of the records of each built-in model, by its type, at several moments. */
  readonly records: ReadonlyMap<string, readonly unknown[]>;
}

const TYPE = '@verify/asker';
const WORKER: RecordKind = { type: 'swamp/worker', specName: 'state' };
const WAIT: RecordKind = { type: 'swamp/pending-dispatch', specName: 'dispatch' };

/** Asks the orchestrator for all that a method on a worker can ask for, and goes on when it refuses. */
const ASKER = modelSource(
  TYPE,
  '{}',
  `
await context.writeResource("note", "note", { at: "here" });
const whole = context.createFileWriter("lines", "whole");
await whole.writeText("written");
const parts = context.createFileWriter("lines", "parts");
await parts.writeLine("one");
await parts.finalize();
const { modelType, modelId, dataRepository, definitionRepository, outputRepository, vaultService } = context;
const asks = [
  () => dataRepository.findByName(modelType, modelId, "note"),
  () => dataRepository.findByName(modelType, modelId, "note", 1),
  () => dataRepository.findByName(modelType, modelId, "nothing"),
  async () => dataRepository.findById(modelType, modelId, (await dataRepository.findByName(modelType, modelId, "note")).id),
  () => dataRepository.getContent(modelType, modelId, "note"),
  () => dataRepository.listVersions(modelType, modelId, "note"),
  () => context.queryData('name == "note"'),
  () => context.queryData('name == "note"', "attributes"),
  () => definitionRepository.findByNameGlobal("asker"),
  () => definitionRepository.findByNameGlobal("nobody"),
  () => definitionRepository.findByName(modelType, "asker"),
  () => outputRepository.findLatestByDefinition(modelType, modelId),
  () => vaultService.get("local", "named"),
  () => vaultService.getAnnotation("local", "named"),
  () => vaultService.put("local", "fresh", "value"),
  () => vaultService.putAnnotation("local", "fresh", {}),
  () => vaultService.deleteAnnotation("local", "fresh"),
  () => dataRepository.removeLatestMarker(modelType, modelId, "note"),
  () => dataRepository.delete(modelType, modelId, "note", 1),
];
for (const ask of asks) {
  try {
    await ask();
  } catch {
    // A refusal is an answer, too.
  }
}
return {};
`,
);

/** How long a step keeps the worker, so that another one waits: longer than starting a client takes on a busy machine. */
const BUSY_SECONDS = 60;

/**
 * Lets two workers enroll through a relay, work, wait, fail, drain and go, and looks at the records in between.
 *
 * @param kinds - of the records that are looked at.
 */
export async function playStory(context: VerifyContext, kinds: readonly RecordKind[]): Promise<Seen> {
  const stage = new BehaviorStage(context, await makeTemplate(context));
  const records = new Map<string, unknown[]>(kinds.map(({ type }) => [type, []]));
  let relay: SocketRelay | undefined;
  try {
    const probes = stage.has('serve', '--verify-on-enroll');
    const at = await stage.orchestrator({ flags: probes ? ['--verify-on-enroll'] : [] });
    relay = await SocketRelay.to(at.port);
    await actsOf(at, { context, stage, relay, probes, look: () => lookAt(at, kinds, records) });
    return { frames: relay.frames, requests: relay.requests, records };
  } finally {
    await stage.close();
    await relay?.close();
  }
}

interface Acts {
  readonly context: VerifyContext;
  readonly stage: BehaviorStage;
  readonly relay: SocketRelay;
  /** Whether the orchestrator probes workers that enroll. */
  readonly probes: boolean;
  readonly look: () => Promise<void>;
}

async function actsOf(at: Orchestrator, { context, stage, relay, probes, look }: Acts): Promise<void> {
  context.progress('inside: two workers enroll through a relay');
  await at.operate('vault', 'put', 'local', 'named', 'horse');
  await addExtension(at, { [`${MODELS}/asker.ts`]: ASKER });
  await at.mint('spare');
  await at.mint('gone');
  await at
    .operate('worker', 'token', 'revoke', 'gone', '--force')
    .catch(() => at.operate('worker', 'token', 'revoke', 'gone'));
  const alpha = await at.enroll(await at.mint('alpha'), {
    machine: 'm1',
    url: relay.url,
    args: ['--label', 'region=eu'],
  });
  if (probes) {
    // Nothing answers at the port of this data plane, so the probe fails.
    const args = ['--data-plane-url', 'http://127.0.0.1:9'];
    await at.enroll(await at.mint('beta', '1h', '--max-enrollments', 'unlimited'), { machine: 'm2', args });
  }
  await look();

  context.progress('inside: steps ask, fail and print');
  const onAlpha = { target: 'alpha' };
  addSteps(at, 'work', {
    ask: { ...onAlpha, task: methodTask(TYPE, 'asker', 'work', {}) },
    fail: { ...onAlpha, ...shell('echo failing; exit 3', 'failer') },
    secret: { ...onAlpha, ...shell("echo ${{ vault.get('local', 'named') }}", 'teller') },
  });
  await at.runWorkflow('work');
  if (isCommandKnown(context, 'worker verify')) {
    await at.operate('worker', 'verify', '--server', at.url).catch(() => undefined);
  }
  await look();

  context.progress('inside: one step works, one waits, one waits in vain');
  addSteps(at, 'queue', {
    busy: { ...onAlpha, ...shell(`sleep ${BUSY_SECONDS}`, 'sleeper') },
    next: { ...onAlpha, ...shell('echo next', 'follower') },
    nobody: { labels: { region: 'nowhere' }, platform: 'linux', queueTimeout: 1, ...shell('echo never', 'never') },
  });
  const queue = await at.startClient('workflow', 'run', 'queue', '--server', at.url);
  await until(async () => (await statesOf(at, WORKER, 'status')).includes('busy'));
  await look();
  await endsWithin(queue, SOON_MS);
  await look();

  if (isCommandKnown(context, 'workflow cancel')) {
    context.progress('inside: a run is canceled');
    addSteps(at, 'long', { long: { ...onAlpha, ...shell(`sleep ${BUSY_SECONDS}`, 'endless') } });
    const long = await at.startClient('workflow', 'run', 'long', '--server', at.url);
    await until(async () => (await statesOf(at, WORKER, 'status')).includes('busy'));
    const { runId = '' } = await latestRun(at, 'long');
    await at.run('workflow', 'cancel', runId, '--server', at.url);
    await endsWithin(long, SOON_MS);
    await look();
  }

  context.progress('inside: a client goes, an orchestrator ends, a worker drains');
  addSteps(at, 'wait', { wait: { labels: { region: 'nowhere' }, ...shell('echo never', 'never') } });
  const left = await at.startClient('workflow', 'run', 'wait', '--server', at.url);
  await until(async () => (await statesOf(at, WAIT, 'state')).includes('waiting'));
  await left.stop('SIGINT');
  await look();
  const waiting = await at.startClient('workflow', 'run', 'wait', '--server', at.url);
  await until(async () => (await statesOf(at, WAIT, 'state')).includes('waiting'));
  await at.stop('SIGKILL');
  await at.start();
  await waiting.stop('SIGKILL');
  await look();
  await alpha.stop('SIGTERM');
  await stage.run(at, ['worker', 'list', '--json']);
  await look();
}

async function lookAt(
  at: Orchestrator,
  kinds: readonly RecordKind[],
  records: ReadonlyMap<string, unknown[]>,
): Promise<void> {
  for (const kind of kinds) {
    records.get(kind.type)!.push(...(await attributesOf(at, kind)));
  }
}

async function statesOf(at: Orchestrator, kind: RecordKind, field: string): Promise<unknown[]> {
  return (await attributesOf(at, kind)).map((attributes) => (isObject(attributes) ? attributes[field] : undefined));
}

async function attributesOf(at: Orchestrator, { type, specName }: RecordKind): Promise<unknown[]> {
  const predicate = `modelType == "${type}" && specName == "${specName}"`;
  const { stdout } = await at.operate('data', 'query', predicate, '--select', 'attributes', '--json');
  const { results = [] } = JSON.parse(stdout) as { readonly results?: readonly unknown[] };
  return [...results];
}
