import { freePort } from '../../../harness/index.ts';
import { SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'workers#--verify-on-enroll-does-not-keep-steps-away';

/** A worker fails its probe, and a step is placed on it. */
export const verifyOnEnroll: Scenario = {
  title: 'A worker that cannot reach the data plane enrolls at `serve --verify-on-enroll`, and gets a step.',
  async play(stage) {
    const at = await stage.orchestrator({ flags: ['--verify-on-enroll'] });
    const args = ['--data-plane-url', `http://127.0.0.1:${await freePort()}`];
    const token = await at.mint('beta');
    const worker = await at.enroll(token, { machine: 'm1', args });
    await at.process.waitFor(/"beta" failed enrollment verification/, SOON_MS);
    const unverified = await until(async () => (await statuses()).includes('unverified'));
    addSteps(at, 'there', { work: { target: 'beta', ...shell('echo ran') } });
    await at.runWorkflow('there');
    const sent = /Dispatching .* to worker "beta"/.test(at.wholeLog()) || worker.stdout().includes('▶ Dispatch');
    const after = await statuses();
    stage.saw(
      ENTRY,
      unverified && sent && after.includes('idle'),
      `the worker was ${unverified ? '' : 'not '}recorded as unverified, a step was ${sent ? '' : 'not '}sent to it, and then it is ${after}`,
    );
    await worker.stop('SIGTERM');
    const mark = at.logMark();
    await at.enroll(token, { machine: 'm1' });
    const passed = await at.process.waitFor(/on worker "beta" "succeeded"/, SOON_MS, mark.output).catch(() => '');
    stage.wentRound(ENTRY, passed !== '', `a new enrollment ${passed === '' ? 'did not pass' : 'passed'} the probe`);

    async function statuses(): Promise<string> {
      const { stdout } = await at.operate('worker', 'list', '--json');
      return [...stdout.matchAll(/"status": "(\w+)"/g)].map(([, status]) => status).join(', ');
    }
  },
};
