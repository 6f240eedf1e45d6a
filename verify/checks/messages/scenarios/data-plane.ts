import type { FinishedProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { seenOf } from '../observation.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import type { HalfReachable, MessageStage } from '../stage.ts';

/** Without these nobody can be probed, or reach an orchestrator in part only. */
const FLAGS = { serve: ['--verify-on-enroll'], 'worker connect': ['--data-plane-url'] };

const NOTE = 'The second worker has a wrong `--data-plane-url`.';

const UNVERIFIED = [
  ...['data', 'query', 'modelType == "swamp/worker" && attributes.status == "unverified"'],
  ...['--select', '{"name": attributes.name, "reason": attributes.verifyFailureReason}', '--json'],
];

/** A worker that reaches the socket of an orchestrator and not its data plane. */
export const DATA_PLANE_SCENARIOS: readonly Scenario[] = [
  {
    id: 'probe on enrollment fails',
    title:
      'Two workers enroll at an orchestrator with `--verify-on-enroll`; the second one cannot reach the data plane.',
    shows: ['verify-on-enroll-failed', 'some-unverified'],
    recording: 'commands/serve-verify-on-enroll',
    note: NOTE,
    flags: FLAGS,
    provoke: (stage) =>
      stage.onHalfReachable((set) =>
        observe(
          set,
          { whole: true },
          (at) => at.run('worker', 'list'),
          (at) => at.run(...UNVERIFIED),
        ),
      ),
  },
  {
    id: 'worker verify fails',
    title: 'Two workers are probed; the second one cannot reach the data plane.',
    shows: ['verify-not-passed'],
    recording: 'commands/worker-verify-fails',
    note: NOTE,
    flags: FLAGS,
    provoke: (stage) => verify(stage),
  },
  {
    id: 'worker verify --json fails',
    title: 'Two workers are probed, with `--json`; the second one cannot reach the data plane.',
    shows: ['data-plane-unreachable'],
    recording: 'commands/worker-verify-fails.json',
    note: NOTE,
    flags: FLAGS,
    provoke: (stage) => verify(stage, '--json'),
  },
  {
    id: 'step on an unverified worker',
    title: 'A step is placed on a worker that is recorded as `unverified`, and runs there.',
    shows: ['data-plane-unreachable'],
    recording: 'commands/serve-verify-on-enroll-step',
    note: NOTE,
    flags: FLAGS,
    provoke: (stage) =>
      stage.onHalfReachable(async (set) => {
        const workflow = await set.placedWorkflow();
        return observe(
          set,
          {},
          (at) => at.runWorkflow(workflow),
          (at) => at.run('worker', 'list'),
        );
      }),
  },
];

async function verify(stage: MessageStage, ...flags: string[]): Promise<Observation> {
  return stage.onHalfReachable((set) =>
    observe(set, {}, (at) => at.runAsClient('worker', 'verify', '--server', at.url, ...flags)),
  );
}

/** Runs commands one after another and notes what they and the orchestrator printed. */
async function observe(
  { orchestrator, fromTheStart, ports }: HalfReachable,
  { whole = false }: { readonly whole?: boolean },
  ...commands: readonly ((at: Orchestrator) => Promise<FinishedProcess>)[]
): Promise<Observation> {
  const mark = orchestrator.logMark();
  const finished: FinishedProcess[] = [];
  for (const command of commands) {
    finished.push(await command(orchestrator));
  }
  const log = whole ? orchestrator.processesSince(fromTheStart) : [];
  return {
    ...seenOf(finished),
    orchestratorLog: orchestrator.logSince(whole ? fromTheStart : mark),
    processes: [...log, ...finished.map((process) => operator(process, orchestrator))],
    ports,
    scratches: [orchestrator.scratch],
  };
}

function operator(process: FinishedProcess, { scratch }: Orchestrator): ProcessToRecord {
  const away = process.cwd === scratch.elsewhere;
  return { terminal: 'operator', directory: away ? 'elsewhere' : 'repository', process };
}
