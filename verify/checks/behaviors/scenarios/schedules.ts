import { linesIn, until } from '../stage.ts';
import { pause } from '../../../stage/watch.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addWorkflow, shell } from '../workflow.ts';

const ENTRY = 'orchestrator#a-schedule-that-waits-holds-up-all-others';
const EVERY_SECOND = '* * * * * *';
const EVERY_TEN_SECONDS = '*/10 * * * * *';
/** How long a new file may take until it is found; older releases do not log it. */
const REGISTERED_MS = 20_000;
/** How long the schedule without placement is watched: it is due once a second. */
const WATCH_MS = 15_000;

/** One schedule has a step that waits for a worker, and another one has none. */
export const schedules: Scenario = {
  title: 'A scheduled run waits for a worker while another schedule is due every second.',
  async play(stage) {
    const held = await runsBeside(stage, 120);
    stage.saw(
      ENTRY,
      held <= 2,
      `beside a step that waits, the other schedule ran ${held} time(s) in ${WATCH_MS / 1000} s`,
    );
    const short = await runsBeside(stage, 1);
    stage.wentRound(ENTRY, short > held, `with a short limit it ran ${short} time(s)`);
  },
};

async function runsBeside(stage: BehaviorStage, queueTimeout: number): Promise<number> {
  const at = await stage.orchestrator();
  const file = at.scratch.path('marks');
  const waits = { name: 'work', labels: { gpu: 'true' }, queueTimeout, ...shell('true', 'waits') };
  addWorkflow(at, 'waits', { trigger: { schedule: EVERY_TEN_SECONDS }, jobs: [{ name: 'main', steps: [waits] }] });
  const log = at.process;
  await until(() => /waits/.test(log.stdout() + log.stderr()), REGISTERED_MS);
  // It has begun by then.
  await pause(12_000);
  const ticks = { name: 'work', ...shell(`echo tick >> ${file}`, 'ticks') };
  addWorkflow(at, 'ticks', { trigger: { schedule: EVERY_SECOND }, jobs: [{ name: 'main', steps: [ticks] }] });
  await until(() => /ticks/.test(log.stdout() + log.stderr()), REGISTERED_MS);
  await until(() => linesIn(file).length > 2, queueTimeout > 1 ? WATCH_MS : undefined);
  return linesIn(file).length;
}
