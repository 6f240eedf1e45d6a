import type { Scene } from '../scene.ts';
import type { SceneStage } from '../stage.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { endsWithin, SOON_MS, until } from '../../behaviors/stage.ts';
import { goOn } from '../going-on.ts';
import { SHOWN_ID } from '../shown.ts';
import { addSteps, shell } from '../../behaviors/workflow.ts';
import { recordedStatus } from '../../behaviors/busy-worker.ts';
import { pause } from '../../../stage/watch.ts';

/** The shortest lifetime that the program allows for a token. */
const SHORTEST = { duration: '1m', ms: 60_000 } as const;

const TOKENS = [
  'alpha',
  'beta',
  'fleet3',
  'fleetu',
  'fleetu2',
  'gone',
  'shortenrolled',
  'shortunused',
  'viaserver',
  'viaserver2',
].map((name) => `models/enrollment-token.get.${name}.token-main.json`);

const LEASES = ['lease-1', 'lease-2', 'lease-3'].map((name) => `models/step-lease.get.${name}.json`);

/** What is read while a step runs and another waits. */
const WHILE_BUSY = [
  'models/worker.while-busy.json',
  'models/step-lease.while-active.json',
  'models/pending-dispatch.while-queued.json',
];

const PENDING_STEPS = 'modelType == "swamp/pending-dispatch"';

const STEP_LEASES = 'modelType == "swamp/step-lease"';

const PENDING = ['models/pending-dispatch.get.newest.log', 'models/pending-dispatch.get.pending.json'];

/** What needs no id of a record to be read. */
const AT_THE_END = [
  ...TOKENS,
  ...['newest.log', 'probe.probe-result.json'].map((name) => `models/fleet-probe.get.${name}`),
  ...['enrollment-token', 'fleet-probe', 'pending-dispatch', 'step-lease', 'worker'].flatMap((model) =>
    ['json', 'log'].map((style) => `models/${model}.query.${style}`),
  ),
  'models/enrollment-token.get.newest.log',
  'models/enrollment-token.recorded-state.json',
  ...['newest.log', 'worker-alpha.state-main.json', 'worker-shortenrolled.state-main.json'].map(
    (name) => `models/worker.get.${name}`,
  ),
  'models/worker.query.select',
];

const BY_STORED_FIELD = 'models/query.by-stored-field';

/** A house with tokens in every state, a worker that has worked, and leases of several ends. */
export const models: Scene = {
  title: 'Tokens in every state, a worker and its steps leave the records of the built-in models behind.',
  makes: [...WHILE_BUSY, ...PENDING, ...LEASES, 'models/step-lease.get.newest.log', ...AT_THE_END, BY_STORED_FIELD],
  async play(stage) {
    const { behaviors } = stage;
    const at = await behaviors.orchestrator();
    await mintTokens(stage, at);
    const token = await at.mint('alpha');
    const worker = await at.enroll(token, {
      machine: 'c-a',
      cwd: at.scratch.repository,
      args: ['--label', 'region=us-east', '--label', 'tier=build'],
    });
    const shortLived = await at.enroll(await at.mint('shortenrolled', SHORTEST.duration), { machine: 'c-short' });
    const expiry = performance.now() + SHORTEST.ms;
    await shortLived.stop();

    const onAlpha = { target: 'alpha' };
    addSteps(at, 'greet', { example: { ...onAlpha, ...shell('echo hi from a worker', 'hello') } });
    addSteps(at, 'failing', { bad: { ...onAlpha, ...shell('echo before; exit 7', 'hello2') } });
    addSteps(at, 'long', { wait: { ...onAlpha, ...shell('sleep 120', 'sleeper') } });
    const gpu = { labels: { gpu: 'true' }, queueTimeout: 90 };
    addSteps(at, 'queued', { 'needs-gpu': { ...gpu, ...shell('echo never', 'queuer') } });
    await at.runWorkflow('greet');
    await at.runWorkflow('failing');

    const [long, queued] = [
      await at.startClient('workflow', 'run', 'long', '--server', at.url),
      await at.startClient('workflow', 'run', 'queued', '--server', at.url),
    ];
    await until(async () => /busy/.test((await at.run('worker', 'list', '--json')).stdout));
    await until(async () => /waiting/.test((await at.run('data', 'query', PENDING_STEPS, '--json')).stdout));
    await stage.readAll(WHILE_BUSY, { at, settled: goOn(long, queued) });
    await endsWithin(queued, SOON_MS);
    await endsWithin(long, SOON_MS);
    await until(async () => (await recordedStatus(at, 'long')) === 'succeeded');

    await at.operate('worker', 'verify', '--server', at.url);
    await pause(Math.max(0, expiry - performance.now()));
    await worker.stop('SIGKILL');
    // The orchestrator notes at its own pace that a worker is gone.
    await until(async () =>
      /"disconnected"/.test((await at.run('data', 'get', 'worker-alpha', 'state-main', '--json')).stdout),
    );
    await readSingleRecords(stage, at);
    await Promise.all([
      stage.readAll(AT_THE_END, { at }),
      // The recording of the newest protocol asked for a worker of another repository.
      stage.replay(BY_STORED_FIELD, { at, values: { 'worker-v-none': 'worker-alpha' } }),
    ]);
  },
};

/** Tokens that no worker uses, one for each state and each number of machines. */
async function mintTokens({ behaviors }: SceneStage, at: Orchestrator): Promise<void> {
  const many = behaviors.has('worker token create', '--max-enrollments');
  const fleets = { fleet: '2', fleet3: '3', fleetu: 'unlimited', fleetu2: 'unlimited' };
  for (const [name, machines] of many ? Object.entries(fleets) : []) {
    await at.mint(name, '1h', '--max-enrollments', machines);
  }
  for (const name of ['beta', 'gone']) {
    await at.mint(name);
    await at.operate('worker', 'token', 'revoke', name);
  }
  await at.mint('shortunused', SHORTEST.duration);
  await at.operate('worker', 'token', 'revoke', 'shortunused');
  if (behaviors.has('worker token create', '--server')) {
    for (const name of ['viaserver', 'viaserver2']) {
      await at.mint(name, '1h', '--server', at.url);
    }
    await at.operate('worker', 'token', 'revoke', 'viaserver2', '--server', at.url);
  }
}

/** Records whose names are ids: the step that waited, and leases of a probe, of a step, and of one that failed. */
async function readSingleRecords(stage: SceneStage, at: Orchestrator): Promise<void> {
  const [waited] = await recordsOf(at, PENDING_STEPS);
  await stage.readAll(PENDING, { at, values: { [SHOWN_ID]: waited!.id } });
  const leases = await recordsOf(at, STEP_LEASES);
  const leaseOf = (sign: string): Readonly<Record<string, string>> => {
    const lease = leases.find(({ text }) => text.includes(sign));
    if (lease === undefined) {
      throw new Error(`There is no step lease with '${sign}' in it.`);
    }
    return { [SHOWN_ID]: lease.id };
  };
  const probe = leaseOf('swamp/fleet-probe');
  await stage.replay('models/step-lease.get.newest.log', { at, values: probe });
  const wanted = [probe, leaseOf('"greet"'), leaseOf('"failing"')];
  for (const [position, id] of LEASES.entries()) {
    await stage.replay(id, { at, values: wanted[position]! });
  }
}

interface NamedRecord {
  readonly id: string;
  /** Its fields, as JSON. */
  readonly text: string;
}

/** The records that a query finds, whose names end with an id. */
async function recordsOf(at: Orchestrator, predicate: string): Promise<NamedRecord[]> {
  const { stdout } = await at.operate('data', 'query', predicate, '--json');
  const { results } = JSON.parse(stdout) as { readonly results: readonly { readonly name: string }[] };
  const found = results.flatMap(({ name }) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(name)?.[0] ?? []);
  const { stdout: fields } = await at.operate('data', 'query', predicate, '--select', 'attributes', '--json');
  const texts = (JSON.parse(fields) as { readonly results: readonly unknown[] }).results.map((one) =>
    JSON.stringify(one),
  );
  return found.map((id) => ({ id, text: texts.find((text) => text.includes(id)) ?? '' }));
}
