import { START_TIMEOUT_MS, ENROLLED } from '../../../stage/orchestrator.ts';
import { printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'steps#steps-can-read-the-workers-tokens';

/** A step prints which variables it has, without their values. */
export const stepEnvironment: Scenario = {
  title: 'A step tells which variables it finds: the token of the worker, and what `serve` and the worker were given.',
  async play(stage) {
    const at = await stage.orchestrator({ env: { ONLY_SERVE: 'serve', BOTH: 'serve' } });
    const token = await at.mint('alpha');
    // Older releases take a token by flag alone.
    const byVariable = stage.since('20260705.004806');
    const worker = await stage.start(
      at,
      ['worker', 'connect', at.url, '--cache-dir', at.scratch.path('m1'), ...(byVariable ? [] : ['--token', token])],
      {
        cwd: at.scratch.elsewhere,
        env: { BOTH: 'worker', ONLY_WORKER: 'worker', ...(byVariable ? { SWAMP_WORKER_TOKEN: token } : {}) },
      },
    );
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
    const told = [
      'echo "token=${SWAMP_WORKER_TOKEN:+there}"',
      'echo "serve=$ONLY_SERVE"',
      'echo "both=$BOTH"',
      'echo "worker=$ONLY_WORKER"',
    ].join('; ');
    addSteps(at, 'look', { work: { target: 'alpha', ...shell(told) } });
    const printed = printedBy(await at.runWorkflow('look'));
    await worker.stop('SIGTERM');
    const seen = `the step printed: ${[...printed.matchAll(/\b(token|serve|both|worker)=(\w*)/g)].map(([line]) => line).join(', ')}`;
    stage.saw(ENTRY, printed.includes('token=there'), seen);
    stage.saw('steps-can-read-the-workers-token', printed.includes('token=there'), seen);
    stage.saw('environment-of-serve-travels', printed.includes('serve=serve'), seen);
    stage.saw('environment-of-serve-wins', printed.includes('both=serve') && printed.includes('worker=worker'), seen);
  },
};
