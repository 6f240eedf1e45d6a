import { busyWorker } from '../busy-worker.ts';
import { endsWithin, linesIn, SOON_MS, until } from '../stage.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const TWICE = 'steps#a-shell-step-runs-twice';
const LIVES_ON = 'steps#a-killed-worker-leaves-its-step-running';
const WAITS = 'steps#a-lost-step-waits-a-minute-although-another-worker-is-free';

const PLACEMENT = { labels: { room: 'workshop' } };
const ROOM = ['--label', 'room=workshop'];
const STEP_SECONDS = 15;
/** Longer than the grace window. */
const AFTER_GRACE_MS = 100_000;

/** A worker is killed during a shell step; it stays away while another is idle, or comes back. */
export const lostStep: Scenario = {
  title: 'A worker is killed during a shell step and stays away while another is idle; another one comes back.',
  timeoutMs: 900_000,
  async play(stage) {
    const child = 'child';
    const { at, worker, client, marks, marked } = await busyWorker(stage, {
      seconds: STEP_SECONDS,
      placement: PLACEMENT,
      connect: { args: ROOM, leavesDescendants: true },
      // Of two idle workers the first in the alphabet gets the step.
      prepare: async (orchestrator) =>
        orchestrator.enroll(await orchestrator.mint('beta'), { machine: 'm2', args: ROOM }),
      // The shell starts a process of its own, which marks its end.
      run: (file) => `echo begun >> ${file}; (sleep ${STEP_SECONDS}; echo ${child} >> ${file}-child) & wait`,
    });
    const childMarks = at.scratch.path('marks-slow-child');
    const killedAt = performance.now();
    worker.signal('SIGKILL');
    const lived = await until(() => linesIn(childMarks).length > 0);
    stage.saw(LIVES_ON, lived, `what the shell of the step had started ${lived ? 'went on' : 'ended'}`);
    stage.saw(
      'killed-worker-leaves-children',
      lived,
      `what the shell of the step had started ${lived ? 'went on' : 'ended'}`,
    );
    const again = await marked(2, AFTER_GRACE_MS);
    const seconds = (performance.now() - killedAt) / 1000;
    await endsWithin(client, SOON_MS);
    const end = client.finished();
    const seen = `the command began ${marks().length} time(s), the second time ${seconds.toFixed(0)} s after the kill, and the run exited with ${end?.exitCode}`;
    stage.saw(TWICE, again, seen);
    stage.saw('lost-step-without-write-runs-again', again && end?.exitCode === 0, seen);
    stage.saw(WAITS, again && seconds >= 55, seen);
    stage.saw('grace-window-is-kept-for-the-lost-worker', again && seconds >= 55, seen);
    await comesBack(stage);
  },
};

async function comesBack(stage: BehaviorStage): Promise<void> {
  const { at, token, worker, client, marks, marked } = await busyWorker(stage, {
    seconds: STEP_SECONDS,
    placement: PLACEMENT,
    connect: { args: ROOM },
  });
  await worker.stop('SIGKILL');
  await at.enroll(token, { machine: 'm1', args: ROOM });
  const backAt = performance.now();
  const again = await marked(2);
  const seconds = (performance.now() - backAt) / 1000;
  await endsWithin(client, SOON_MS);
  const seen = `the step began ${marks().filter((mark) => mark === 'begun').length} time(s), again ${seconds.toFixed(0)} s after the worker was back`;
  const freed = again && seconds < 30 && client.finished()?.exitCode === 0;
  stage.wentRound(WAITS, freed, seen);
  stage.saw('return-of-the-worker-frees-its-step', freed, seen);
}
