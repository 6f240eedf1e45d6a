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
    const machines = await performUpgrade(stage, from!, to!, writer);
    await performReturn(stage, { from: from!, to: to!, machines }, writer);
    console.log(writer.write());
    return 0;
  } finally {
    processes.killAll(scratches.roots());
    scratches.removeAll();
  }
}

/** A machine with its cache directory, and the token that it has. */
interface Machine {
  readonly folder: string;
  readonly token: string;
}

/** One repository, machines with their cache directories, and whatever release runs on them. */
class Stage {
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

  async mint(swamp: Swamp, name: string, ...flags: string[]): Promise<string> {
    const args = ['worker', 'token', 'create', name, '--duration', '1h', '--json', ...flags];
    const { stdout } = await mustWork(this.operate(swamp, ...args));
    return new RegExp(`"(${name}\\.[^"]+)"`).exec(stdout)![1]!;
  }

  async connect(swamp: Swamp, { folder, token }: Machine): Promise<RunningProcess> {
    const { scratch } = this;
    const args = [
      ...['worker', 'connect', `ws://127.0.0.1:${this.port}`],
      ...['--token', token, '--cache-dir', scratch.path(folder)],
    ];
    return startSwamp({ swamp, processes: this.processes }, args, { scratch, cwd: scratch.elsewhere });
  }

  async enroll(swamp: Swamp, machine: Machine): Promise<RunningProcess> {
    const worker = await this.connect(swamp, machine);
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
    return worker;
  }

  /** Tries a worker that must be refused; it ends by itself. */
  async refused(swamp: Swamp, machine: Machine): Promise<FinishedProcess> {
    const finished = await (await this.connect(swamp, machine)).waitForExit(START_TIMEOUT_MS);
    if (finished.exitCode === 0 || finished.timedOut) {
      throw new Error(`A worker of ${swamp.version} was not refused. It printed: ${finished.stdout}${finished.stderr}`);
    }
    return finished;
  }

  /** Names and contents of what is in the cache directory of a machine itself, such as the machine id. */
  cache({ folder }: Machine): string {
    const absolute = this.scratch.path(folder);
    const files = readdirSync(absolute, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ name }) => `${name}: ${readFileSync(path.join(absolute, name), 'utf8')}`).join('\n');
  }
}

/** The machines of the set-up: one that is bound, one whose token was never used, two of a fleet. */
interface Machines {
  readonly bound: Machine;
  readonly unused: Machine;
  readonly fleetFirst: Machine;
  readonly fleetSecond: Machine;
}

async function machinesOf(stage: Stage, swamp: Swamp): Promise<Machines> {
  const fleet = await stage.mint(swamp, 'pool', '--max-enrollments', '2');
  return {
    bound: { folder: 'm1', token: await stage.mint(swamp, 'alpha') },
    unused: { folder: 'm2', token: await stage.mint(swamp, 'spare') },
    fleetFirst: { folder: 'm3', token: fleet },
    fleetSecond: { folder: 'm4', token: fleet },
  };
}

async function performUpgrade(stage: Stage, from: Swamp, to: Swamp, writer: RecordingWriter): Promise<Machines> {
  await mustWork(stage.operate(from, 'init'));
  await mustWork(stage.operate(from, 'vault', 'create', 'local_encryption', 'local'));
  const machines = await machinesOf(stage, from);
  const oldServe = await stage.serve(from);
  const oldWorkers = [await stage.enroll(from, machines.bound), await stage.enroll(from, machines.fleetFirst)];
  const cacheBefore = stage.cache(machines.bound);
  const tokensBefore = await mustWork(stage.operate(from, 'worker', 'token', 'list'));
  await stopAll([...oldWorkers, oldServe]);

  const { unused, fleetFirst, fleetSecond } = machines;
  const moved = await moveTo(stage, { swamp: to, before: from, machines, others: [unused, fleetFirst, fleetSecond] });
  assertSame('cache directory', cacheBefore, stage.cache(machines.bound));
  writer.take({
    id: `upgrade/performed-from-protocol-${from.protocol.number}`,
    title: `An orchestrator and its worker are upgraded from release ${shortRelease(from.release)} (protocol ${from.protocol.number}).`,
    note: 'Both had run with the old release and were stopped. The worker of the old release is tried once, then the new one is started with the same token and cache directory. A machine with a token that was never used and two of a fleet, one of them new, follow.',
    processes: [operator(tokensBefore), ...moved.processes],
    scratches: [stage.scratch],
    ports: [stage.port],
  });
  await moved.stop();
  return machines;
}

async function performReturn(
  stage: Stage,
  { from, to, machines }: { from: Swamp; to: Swamp; machines: Machines },
  writer: RecordingWriter,
): Promise<void> {
  const cacheBefore = stage.cache(machines.bound);
  const { unused, fleetFirst, fleetSecond } = machines;
  const moved = await moveTo(stage, { swamp: from, before: to, machines, others: [unused, fleetFirst, fleetSecond] });
  assertSame('cache directory', cacheBefore, stage.cache(machines.bound));
  writer.take({
    id: `upgrade/back-to-protocol-${from.protocol.number}`,
    title: `The same orchestrator and workers go back to release ${shortRelease(from.release)} (protocol ${from.protocol.number}).`,
    note: 'All were stopped. The repository, the tokens and the cache directories stay as the newer release left them. The worker of the newer release is tried once.',
    processes: moved.processes,
    scratches: [stage.scratch],
    ports: [stage.port],
  });
  await moved.stop();
}

/** What ran after a set-up was moved to another release. */
interface Moved {
  readonly processes: readonly ProcessToRecord[];
  stop(): Promise<void>;
}

interface Move {
  readonly swamp: Swamp;
  /** The release that the set-up had before. */
  readonly before: Swamp;
  readonly machines: Machines;
  /** Machines that enroll after the bound one. */
  readonly others: readonly Machine[];
}

/** Starts a stopped set-up with a release, after one try of the worker that it had before. */
async function moveTo(stage: Stage, { swamp, before, machines, others }: Move): Promise<Moved> {
  const serve = await stage.serve(swamp);
  const forgotten = await stage.refused(before, machines.bound);
  const worker = await stage.enroll(swamp, machines.bound);
  const otherWorkers: RunningProcess[] = [];
  for (const machine of others) {
    otherWorkers.push(await stage.enroll(swamp, machine));
  }
  const workers = await mustWork(stage.operate(swamp, 'worker', 'list'));
  const tokens = await mustWork(stage.operate(swamp, 'worker', 'token', 'list'));
  return {
    processes: [
      atWorker(forgotten),
      atWorker(worker),
      operator(workers),
      operator(tokens),
      { terminal: 'orchestrator', directory: 'repository', process: serve },
      ...otherWorkers.map(atWorker),
    ],
    stop: () => stopAll([worker, ...otherWorkers, serve]),
  };
}

async function stopAll(processes: readonly RunningProcess[]): Promise<void> {
  for (const process of processes) {
    await process.stop('SIGTERM');
  }
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
