import { printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

/** Steps that no worker fits: nobody comes, somebody comes in time, the limit is that of `serve`. */
export const queueLimit: Scenario = {
  title: 'Steps ask for a worker that is not there: nobody comes, or one comes in time.',
  async play(stage) {
    const hasLimit = stage.has('serve', '--queue-timeout');
    const at = await stage.orchestrator({ flags: hasLimit ? ['--queue-timeout', '4s'] : [] });
    const gpu = { labels: { gpu: 'true' }, ...shell('echo ran') };
    addSteps(at, 'by-serve', { work: gpu });
    addSteps(at, 'by-step', { work: { ...gpu, queueTimeout: 2 } });
    addSteps(at, 'in-time', { work: { ...gpu, queueTimeout: 60 } });
    const timed = async (name: string): Promise<{ seconds: number; failed: boolean; seen: string }> => {
      const startedAt = performance.now();
      const run = await at.runWorkflow(name);
      const seconds = (performance.now() - startedAt) / 1000;
      const failed = run.exitCode === 1 && /Timed out waiting for a worker matching/.test(printedBy(run));
      return { seconds, failed, seen: `${name} exited with ${run.exitCode} after ${seconds.toFixed(1)} s` };
    };
    const serve = await timed('by-serve');
    stage.saw('no-worker-fails-at-once', serve.failed === false && serve.seconds < 30, serve.seen);
    if (!hasLimit) {
      return;
    }
    const step = await timed('by-step');
    stage.saw('queue-limit-fails-the-step', serve.failed && serve.seconds >= 4, serve.seen);
    stage.saw(
      'limit-of-a-step-wins-over-serve',
      step.failed && step.seconds >= 2 && step.seconds < serve.seconds,
      `${step.seen}; ${serve.seen}`,
    );
    const client = await at.startClient('workflow', 'run', 'in-time', '--server', at.url);
    await client.waitFor(/waiting for a? ?worker matching/i, SOON_MS);
    await at.enroll(await at.mint('alpha'), { machine: 'm1', args: ['--label', 'gpu=true'] });
    const end = await client.waitForExit(SOON_MS);
    stage.saw(
      'waiting-step-starts-when-a-worker-comes',
      end.exitCode === 0 && printedBy(end).includes('ran'),
      `the run exited with ${end.exitCode} after a worker had come`,
    );
  },
};
