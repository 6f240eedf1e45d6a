import { busyWorker } from '../../behaviors/busy-worker.ts';
import { endsWithin, SOON_MS, until } from '../../behaviors/stage.ts';
import { addSteps, shell } from '../../behaviors/workflow.ts';
import { goOn } from '../going-on.ts';
import type { Scene } from '../scene.ts';

const AT_REST = ['queries/worker.connected', 'queries/enrollment-token.open'];

const AFTER_WORK = ['queries/step-lease.workflow', 'queries/fleet-probe.select'];

const WHILE_BUSY = ['queries/worker.busy', 'queries/step-lease.active', 'queries/pending-dispatch.waiting'];

/** Two workers, one of a fleet: one of them works, and two steps wait. */
export const queries: Scene = {
  title: 'The records of two workers are queried while one is busy and steps wait.',
  makes: [...AT_REST, ...AFTER_WORK, ...WHILE_BUSY],
  async play(stage) {
    const { behaviors } = stage;
    const { at, client } = await busyWorker(behaviors, {
      seconds: 240,
      connect: { args: ['--label', 'region=eu'] },
      prepare: async (prepared) => {
        const fleet = await prepared.mint('build', '1h', '--max-enrollments', '3');
        await prepared.enroll(fleet, { machine: 'm2', args: ['--label', 'tier=ci', '--label', 'region=us'] });
        await stage.readAll(AT_REST, { at: prepared });
        const onAlpha = { target: 'alpha' };
        const build = { ...onAlpha, ...shell('echo built', 'builder') };
        addSteps(prepared, 'ship', { build, test: { ...onAlpha, ...shell('exit 3', 'tester') } });
        await prepared.runWorkflow('ship');
        await prepared.operate('worker', 'verify', '--server', prepared.url);
        await stage.readAll(AFTER_WORK, { at: prepared });
        addSteps(prepared, 'render', {
          frame: { labels: { gpu: 'true' }, ...shell('echo frame', 'frames') },
          upload: { target: 'edge', ...shell('echo upload', 'uploads') },
        });
      },
      step: 'wait',
    });
    const rendering = await at.startClient('workflow', 'run', 'render', '--server', at.url);
    await until(async () => /"total": 2/.test((await at.run('data', 'query', WAITING, '--json')).stdout));
    await stage.readAll(WHILE_BUSY, { at, settled: goOn(client, rendering) });
    await rendering.stop('SIGKILL');
    await client.stop('SIGKILL');
    await endsWithin(client, SOON_MS);
  },
};

const WAITING = 'modelType == "swamp/pending-dispatch" && attributes.state == "waiting"';
