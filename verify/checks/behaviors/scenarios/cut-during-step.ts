import { busyWorker } from '../busy-worker.ts';
import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import type { NetworkProxy } from '../../../stage/proxy.ts';

/** The connection of a worker is cut for a moment during its step. */
export const cutDuringStep: Scenario = {
  title: 'The connection between worker and orchestrator is cut once during a step.',
  async play(stage) {
    let network: NetworkProxy | undefined;
    const { at, worker, client, enrolledMark, enrolledLog, marks } = await busyWorker(stage, {
      seconds: 12,
      url: async (orchestrator) => (network = await stage.network(orchestrator)).url,
    });
    network?.cut();
    await endsWithin(client, SOON_MS);
    const end = client.finished();
    const begun = marks().filter((mark) => mark === 'begun').length;
    stage.saw(
      'cut-connection-starts-the-step-again',
      begun === 2 && end?.exitCode === 0 && worker.finished() === undefined,
      `the step began ${begun} time(s), and the run exited with ${end?.exitCode}`,
    );
    stage.record({
      id: 'lifecycle/a-socket-blip.during-a-step',
      title: 'The connection between worker and orchestrator is cut once during a step that has written nothing.',
      note: 'The worker connects through a proxy, hence its other port. Each process shows what it printed after the enrollment.',
      at,
      ports: network === undefined ? [] : [network.port],
      processes: [
        { terminal: 'worker', directory: 'elsewhere', process: worker, since: enrolledMark },
        ...at.processesSince(enrolledLog),
        { terminal: 'client', directory: 'elsewhere', process: client },
      ],
    });
  },
};
