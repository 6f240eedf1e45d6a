import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { shortRelease } from '../src/facts/release.ts';
import { loadReleases } from '../src/facts/releases.ts';
import type { Swamp } from '../verify/check.ts';
import { detectSwamp } from '../verify/detect.ts';
import { freePort, ProcessGroup, runSwamp, ScratchFactory, startSwamp } from '../verify/harness/index.ts';
import type { FinishedProcess, RunningProcess, Scratch } from '../verify/harness/index.ts';
import type { ProcessToRecord } from '../verify/record/recorder.ts';
import { folderOfRecordings, RecordingWriter } from '../verify/record/writer.ts';
import { wrongRuntime } from '../verify/runtime.ts';
import { ENROLLED, START_TIMEOUT_MS } from '../verify/stage/orchestrator.ts';
import { projectRoot } from './lib/project-root.ts';
import { main } from './lib/run.ts';

const USAGE = 'Usage: tsx scripts/record-upgrade.ts --from <older swamp> --to <newer swamp>';

/** Records the upgrade of a set-up from one protocol to a later one, and the way back. */
async function recordUpgrade(): Promise<number> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  if (values.from === undefined || values.to === undefined) {
    throw new Error(USAGE);
  }
  const scratches = new ScratchFactory();
  const processes = new ProcessGroup();
  const index = loadReleases(projectRoot);
  try {
    const [from, to] = await Promise.all(
      [values.from, values.to].map((file) => detectSwamp(file, { index, scratches, processes })),
    );
    const wrong = [from!, to!].map((swamp) => wrongRuntime(index, swamp)).find((words) => words !== undefined);
    if (wrong !== undefined) {
      throw new Error(wrong);
    }
    const folder = folderOfRecordings(to!);
    if (folder === undefined || from!.protocol.number >= to!.protocol.number) {
      throw new Error(`--to must be the verified release of a later protocol than that of --from. ${USAGE}`);
    }
    const writer = new RecordingWriter(path.join(projectRoot, 'recordings', folder), to!, 'source');
    const scratch = scratches.create();
    const stage = new Stage(scratch, processes, await freePort());
    await performUpgrade(stage, from!, to!, writer);
    await performReturn(stage, from!, to!, writer);
    console.log(writer.write());
    return 0;
  } finally {
    processes.killAll(scratches.roots());
    scratches.removeAll();
  }
}

/** One repository, one worker machine with its cache directory, and whatever release runs on them. */
class Stage {
  token = '';

  constructor(
    readonly scratch: Scratch,
    private readonly processes: ProcessGroup,
    readonly port: number,
  ) {}

  async operate(swamp: Swamp, ...args: string[]): Promise<FinishedProcess> {
    return runSwamp({ swamp, processes: this.processes }, args, { scratch: this.scratch });
  }

  async serve(swamp: Swamp): Promise<RunningProcess> {
    const args = ['serve', '--port', String(this.port)];
    const serve = await startSwamp({ swamp, processes: this.processes }, args, { scratch: this.scratch });
    await serve.waitFor(/WebSocket API server listening on/, START_TIMEOUT_MS);
    return serve;
  }

  async connect(swamp: Swamp): Promise<RunningProcess> {
    const { scratch } = this;
    const args = [
      ...['worker', 'connect', `ws://127.0.0.1:${this.port}`],
      ...['--token', this.token, '--cache-dir', scratch.path('m1')],
    ];
    return startSwamp({ swamp, processes: this.processes }, args, { scratch, cwd: scratch.elsewhere });
  }

  async enroll(swamp: Swamp): Promise<RunningProcess> {
    const worker = await this.connect(swamp);
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
    return worker;
  }

  /** Tries a worker that must be refused; it ends by itself. */
  async refused(swamp: Swamp): Promise<FinishedProcess> {
    const finished = await (await this.connect(swamp)).waitForExit(START_TIMEOUT_MS);
    if (finished.exitCode === 0 || finished.timedOut) {
      throw new Error(`A worker of ${swamp.version} was not refused. It printed: ${finished.stdout}${finished.stderr}`);
    }
    return finished;
  }

  /** Names and contents of what is in the cache directory itself, such as the machine id. */
  cache(): string {
    const folder = this.scratch.path('m1');
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ name }) => `${name}: ${readFileSync(path.join(folder, name), 'utf8')}`).join('\n');
  }
}

async function performUpgrade(stage: Stage, from: Swamp, to: Swamp, writer: RecordingWriter): Promise<void> {
  await mustWork(stage.operate(from, 'init'));
  await mustWork(stage.operate(from, 'vault', 'create', 'local_encryption', 'local'));
  const mint = (name: string): Promise<FinishedProcess> =>
    mustWork(stage.operate(from, 'worker', 'token', 'create', name, '--duration', '1h', '--json'));
  stage.token = /"(alpha\.[^"]+)"/.exec((await mint('alpha')).stdout)![1]!;
  await mint('spare');
  const oldServe = await stage.serve(from);
  const oldWorker = await stage.enroll(from);
  const cacheBefore = stage.cache();
  const tokensBefore = await mustWork(stage.operate(from, 'worker', 'token', 'list'));
  await oldWorker.stop('SIGTERM');
  await oldServe.stop('SIGTERM');

  const moved = await moveTo(stage, to, from);
  assertSame('cache directory', cacheBefore, stage.cache());
  assertSame('list of tokens', tokensBefore.stdout, moved.tokens.stdout);
  writer.take({
    id: `upgrade/performed-from-protocol-${from.protocol.number}`,
    title: `An orchestrator and its worker are upgraded from release ${shortRelease(from.release)} (protocol ${from.protocol.number}).`,
    note: 'Both had run with the old release and were stopped. The worker of the old release is tried once, then the new one is started with the same token and cache directory.',
    processes: [operator(tokensBefore), ...moved.processes],
    scratches: [stage.scratch],
    ports: [stage.port],
  });
  await moved.stop();
}

async function performReturn(stage: Stage, from: Swamp, to: Swamp, writer: RecordingWriter): Promise<void> {
  const cacheBefore = stage.cache();
  const moved = await moveTo(stage, from, to);
  assertSame('cache directory', cacheBefore, stage.cache());
  writer.take({
    id: `upgrade/back-to-protocol-${from.protocol.number}`,
    title: `The same orchestrator and worker go back to release ${shortRelease(from.release)} (protocol ${from.protocol.number}).`,
    note: 'Both were stopped. The repository, the token and the cache directory stay as the newer release left them. The worker of the newer release is tried once.',
    processes: moved.processes,
    scratches: [stage.scratch],
    ports: [stage.port],
  });
  await moved.stop();
}

/** What ran after a set-up was moved to another release. */
interface Moved {
  readonly processes: readonly ProcessToRecord[];
  readonly tokens: FinishedProcess;
  stop(): Promise<void>;
}

/** Starts a stopped set-up with a release, after one try of the worker that it had before. */
async function moveTo(stage: Stage, swamp: Swamp, before: Swamp): Promise<Moved> {
  const serve = await stage.serve(swamp);
  const forgotten = await stage.refused(before);
  const worker = await stage.enroll(swamp);
  const workers = await mustWork(stage.operate(swamp, 'worker', 'list'));
  const tokens = await mustWork(stage.operate(swamp, 'worker', 'token', 'list'));
  return {
    processes: [
      atWorker(forgotten),
      atWorker(worker),
      operator(workers),
      operator(tokens),
      { terminal: 'orchestrator', directory: 'repository', process: serve },
    ],
    tokens,
    stop: async () => {
      await worker.stop('SIGTERM');
      await serve.stop('SIGTERM');
    },
  };
}

const operator = (process: FinishedProcess): ProcessToRecord => ({
  terminal: 'operator',
  directory: 'repository',
  process,
});

const atWorker = (process: FinishedProcess | RunningProcess): ProcessToRecord => ({
  terminal: 'worker',
  directory: 'elsewhere',
  process,
});

async function mustWork(running: Promise<FinishedProcess>): Promise<FinishedProcess> {
  const finished = await running;
  if (finished.exitCode !== 0) {
    throw new Error(`'${finished.command}' ended with ${finished.exitCode}: ${finished.stdout}${finished.stderr}`);
  }
  return finished;
}

function assertSame(what: string, before: string, after: string): void {
  if (before !== after) {
    throw new Error(`The ${what} did not survive. Before:\n${before}\nAfter:\n${after}`);
  }
}

await main(recordUpgrade);
