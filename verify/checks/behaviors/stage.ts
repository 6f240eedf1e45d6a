import { existsSync, readFileSync } from 'node:fs';
import { compareReleases, parseRelease } from '../../../src/facts/release.ts';
import type { VerifyContext } from '../../check.ts';
import { isCommandKnown } from '../../stage/known-command.ts';
import { howItEnded, lastLines, runSwamp, startSwamp } from '../../harness/index.ts';
import type { FinishedProcess, RunningProcess, Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import { Orchestrator } from '../../stage/orchestrator.ts';
import type { ServeOptions } from '../../stage/orchestrator.ts';
import { NetworkProxy } from '../../stage/proxy.ts';
import { pause } from '../../stage/watch.ts';
import type { Told } from './told.ts';

/** How long something may take on a busy machine that comes at once on an idle one. */
export const SOON_MS = 150_000;

/** How often something is looked at that is waited for. */
const LOOK_EVERY_MS = 200;

/** A recording that a scenario keeps. */
interface KeptRecording {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly at: Orchestrator;
  /** Further ports that it shows, after that of the orchestrator. */
  readonly ports?: readonly number[];
  readonly processes: readonly ProcessToRecord[];
}

/**
 * An empty repository, of which every scenario gets a copy: making one takes the program several seconds.
 */
export async function makeTemplate(context: VerifyContext): Promise<Scratch> {
  const template = context.scratches.create();
  const finished = await runSwamp(context, ['init'], { scratch: template });
  if (finished.exitCode !== 0) {
    throw new Error(`'${finished.command}' ${howItEnded(finished)}. ${lastLines(finished)}`);
  }
  return template;
}

/** What one scenario is played on: orchestrators of its own, and the list of what it saw. */
export class BehaviorStage {
  readonly told: Told[] = [];
  private readonly orchestrators: Orchestrator[] = [];
  private readonly proxies: NetworkProxy[] = [];

  constructor(
    readonly context: VerifyContext,
    private readonly template: Scratch,
  ) {}

  /** Notes what was seen of a rule or a known problem. */
  saw(id: string, holds: boolean, seen: string): void {
    this.told.push({ id, holds, seen });
  }

  /** Notes whether the way round a known problem led to its end. */
  wentRound(id: string, holds: boolean, seen: string): void {
    this.told.push({ id, holds, seen, wayRound: true });
  }

  /** Whether the program is this release or a later one. */
  since(release: string): boolean {
    return compareReleases(this.context.swamp.release, parseRelease(release)!) >= 0;
  }

  /** Whether a command has a flag at the program's release. */
  has(command: string, flag: string): boolean {
    return isCommandKnown(this.context, command, flag);
  }

  /** Starts an orchestrator in a new repository with a vault. */
  async orchestrator(options: ServeOptions = {}): Promise<Orchestrator> {
    const orchestrator = await Orchestrator.openFrom(this.context, this.template, options);
    this.orchestrators.push(orchestrator);
    return orchestrator;
  }

  /** A network to an orchestrator that can be broken. */
  async network(orchestrator: Orchestrator): Promise<NetworkProxy> {
    const proxy = await NetworkProxy.to(orchestrator.port);
    this.proxies.push(proxy);
    return proxy;
  }

  /** Starts any command in the scratch folder of an orchestrator. */
  async start(
    at: Orchestrator,
    args: readonly string[],
    options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<RunningProcess> {
    return startSwamp(this.context, args, { scratch: at.scratch, ...options });
  }

  /** Runs any command in the scratch folder of an orchestrator to its end. */
  async run(
    at: Orchestrator,
    args: readonly string[],
    options: {
      readonly cwd?: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly timeoutMs?: number;
    } = {},
  ): Promise<FinishedProcess> {
    return runSwamp(this.context, args, { scratch: at.scratch, ...options });
  }

  /** Keeps what ran as a recording, with `--record`. */
  record({ id, title, note, at, ports = [], processes }: KeptRecording): void {
    this.context.recorder?.take({ id, title, note, processes, ports: [at.port, ...ports], scratches: [at.scratch] });
  }

  async close(): Promise<void> {
    await Promise.all(this.orchestrators.map((orchestrator) => orchestrator.close()));
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }
}

/** Waits until something holds; false when it does not in time. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = SOON_MS): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) {
      return false;
    }
    await pause(LOOK_EVERY_MS);
  }
  return true;
}

/** The lines that steps wrote into a file; none when it is not there. */
export function linesIn(file: string): string[] {
  return textIn(file).split('\n').filter(Boolean);
}

/** What a step wrote into a file; empty when it is not there. */
export function textIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Whether a process ends within a time. */
export async function endsWithin(process: RunningProcess, timeoutMs: number): Promise<boolean> {
  return Promise.race([process.exited.then(() => true), pause(timeoutMs).then(() => false)]);
}

/** All that a process printed. */
export function printedBy({ stdout, stderr }: FinishedProcess): string {
  return `${stdout}\n${stderr}`;
}
