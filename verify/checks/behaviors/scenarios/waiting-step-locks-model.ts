import { busyWorker } from '../busy-worker.ts';
import { printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { pause } from '../../../stage/watch.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'steps#a-step-that-waits-blocks-its-model';

/** Longer than the wait for a lock. */
const BUSY_SECONDS = 100;
const UNTIL_IT_WAITS_MS = 6_000;

/** Two runs use one model instance, and the step of the first waits for a worker. */
export const waitingStepLocksModel: Scenario = {
  title: 'A step waits for a busy worker while another run uses the same model instance, and then one of its own.',
  async play(stage) {
    const { at } = await busyWorker(stage, { seconds: BUSY_SECONDS });
    addSteps(at, 'waits', { work: { target: 'alpha', queueTimeout: 2 * BUSY_SECONDS, ...shell('true', 'shared') } });
    addSteps(at, 'same', { home: shell('echo home', 'shared') });
    addSteps(at, 'own', { home: shell('echo home', 'own') });
    // Before 20260623.170004 a run locks the instances that there are when it begins.
    await at.runWorkflow('same');
    const waits = await at.startClient('workflow', 'run', 'waits', '--server', at.url);
    await pause(UNTIL_IT_WAITS_MS);
    const startedAt = performance.now();
    const same = await at.runWorkflow('same');
    const seconds = (performance.now() - startedAt) / 1000;
    const blocked = same.exitCode === 1 && /timed out after 60\d{3}ms/.test(printedBy(same)) && seconds >= 55;
    const seen = `the second run exited with ${same.exitCode} after ${seconds.toFixed(0)} s: ${printedBy(same).trim().slice(-160)}`;
    stage.saw(ENTRY, blocked, seen);
    stage.saw('waiting-step-keeps-its-model-locked', blocked, seen);
    const still = waits.finished() === undefined;
    const own = await at.runWorkflow('own');
    stage.wentRound(ENTRY, still && own.exitCode === 0, `with a model of its own it exited with ${own.exitCode}`);
    await waits.waitForExit(BUSY_SECONDS * 1000 + SOON_MS);
  },
};
