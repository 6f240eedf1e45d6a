import { createHmac } from 'node:crypto';
import { canceledStatus, latestRun, marking, recordedStatus } from '../busy-worker.ts';
import { linesIn, printedBy, SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps } from '../workflow.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';

const CANCEL = 'orchestrator#a-run-of-a-webhook-cannot-be-canceled';
const LOGGED = 'orchestrator#an-aborted-webhook-run-is-logged-as-completed';
const SECRET = 'scratch-secret';

/** A webhook starts a run; somebody cancels it, and then the orchestrator is stopped. */
export const webhooks: Scenario = {
  title: 'A webhook starts a run, it is canceled by its id, and the orchestrator is stopped.',
  async play(stage) {
    const at = await stage.orchestrator({ flags: ['--webhook', `/hook:hooked:${SECRET}`] });
    const file = at.scratch.path('marks');
    addSteps(at, 'hooked', { work: { target: 'alpha', ...marking(file, 25) } });
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    await post(at);
    await until(() => linesIn(file).length === 1);
    if (stage.has('workflow cancel', '--server')) {
      const { runId = '' } = await latestRun(at, 'hooked');
      const cancel = await at.runAsClient('workflow', 'cancel', '--run', runId, '--server', at.url);
      const refused = cancel.exitCode !== 0;
      stage.saw(CANCEL, refused, `cancel exited with ${cancel.exitCode}: ${printedBy(cancel).trim().slice(-160)}`);
    }
    const mark = at.logMark();
    await at.process.stop('SIGTERM', SOON_MS);
    const log = at.logSince(mark);
    const completed = /webhook .*completed/i.test(log);
    const status = await recordedStatus(at, 'hooked');
    stage.wentRound(CANCEL, status === 'cancelled', `after the stop of serve the run is recorded as ${status}`);
    stage.saw(
      LOGGED,
      completed && status !== 'succeeded',
      `the log says ${completed ? '' : 'not '}that it completed, and the record says ${status}`,
    );
    stage.wentRound(LOGGED, status === canceledStatus(stage), `the record says ${status}`);
  },
};

async function post(at: Orchestrator): Promise<void> {
  const body = '{"scratch":true}';
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  await fetch(`http://127.0.0.1:${at.port}/hook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
    signal: AbortSignal.timeout(SOON_MS),
  });
}
