import { busyWorker } from '../busy-worker.ts';
import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import type { NetworkProxy } from '../../../stage/proxy.ts';

const ENTRY = 'workers#a-broken-connection-ends-a-drain';

/** The connection of a worker breaks while it drains. */
export const drainCut: Scenario = {
  title: 'The connection of a worker breaks while it drains.',
  async play(stage) {
    let network: NetworkProxy | undefined;
    const { worker, marks } = await busyWorker(stage, {
      seconds: 15,
      url: async (at) => (network = await stage.network(at)).url,
    });
    worker.signal('SIGTERM');
    await worker.waitFor(/[Dd]raining/, SOON_MS);
    network?.cut();
    await endsWithin(worker, SOON_MS);
    const end = worker.finished();
    const lost = !marks().includes('ended') && !/drain complete/i.test(`${end?.stdout}${end?.stderr}`);
    const seen = `the worker exited with ${end?.exitCode} ${lost ? 'before' : 'after'} its step had ended`;
    stage.saw(ENTRY, lost && end?.exitCode === 0, seen);
    stage.saw('broken-connection-ends-a-drain', lost && end?.exitCode === 0, seen);
    const whole = await busyWorker(stage, { seconds: 5 });
    const drained = await whole.worker.stop('SIGTERM', SOON_MS);
    const line = /drain complete/i.test(drained.stdout + drained.stderr);
    stage.wentRound(ENTRY, line && whole.marks().includes('ended'), 'with its connection the drain ends with its line');
  },
};
