import { busyWorker } from '../busy-worker.ts';
import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'what-is-shown#a-draining-worker-shows-as-busy';

/** A step is meant for a worker that drains. */
export const drainingWorker: Scenario = {
  title: 'A worker drains, is listed, and another step that it fits is started.',
  async play(stage) {
    const room = ['--label', 'room=workshop'];
    const { at, worker, client } = await busyWorker(stage, { seconds: 20, connect: { args: room } });
    worker.signal('SIGTERM');
    await worker.waitFor(/[Dd]raining/, SOON_MS);
    const { stdout } = await at.operate('worker', 'list', '--json');
    const busy = /"status": "busy"/.test(stdout);
    const says = worker.stdout().includes('Draining') || worker.stderr().includes('Draining');
    stage.saw(ENTRY, busy, `worker list shows the worker as ${/"status": "(\w+)"/.exec(stdout)?.[1]}`);
    stage.wentRound(ENTRY, says, `the worker itself ${says ? 'prints' : 'does not print'} that it drains`);
    addSteps(at, 'other', { work: { labels: { room: 'workshop' }, ...shell('echo ran', 'other') } });
    const other = await at.startClient('workflow', 'run', 'other', '--server', at.url);
    await endsWithin(client, SOON_MS);
    await endsWithin(worker, SOON_MS);
    await at.enroll(await at.mint('beta'), { machine: 'm2', args: room });
    const end = await other.waitForExit(SOON_MS);
    stage.saw(
      'draining-worker-takes-no-step',
      !worker.stdout().includes('(other ›') && end.exitCode === 0,
      `the other step went elsewhere, and its run exited with ${end.exitCode}`,
    );
  },
};
