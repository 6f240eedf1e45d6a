import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { busyWorker } from '../busy-worker.ts';

const ENTRY = 'orchestrator#a-second-serve-breaks-the-steps-of-the-first';

/** `swamp serve` is started a second time in the same repository, on the same port. */
export const secondServe: Scenario = {
  title: 'A second orchestrator is started in the repository of the first, on the same port, during a step.',
  async play(stage) {
    const { at, worker, client } = await busyWorker(stage, { seconds: 40 });
    const second = await at.run('serve', '--port', String(at.port));
    await endsWithin(client, SOON_MS);
    const end = client.finished();
    const connected = worker.finished() === undefined && !/^Disconnected/m.test(worker.stdout());
    const list = await at.operate('worker', 'list', '--json');
    const failed = end?.exitCode === 1 && second.exitCode !== 0;
    const seen =
      `the second serve exited with ${second.exitCode}, the run of the first with ${end?.exitCode}: ` +
      `${end === undefined ? 'nothing' : printedBy(end).trim().slice(-160)}; the worker ${connected ? 'stayed connected' : 'was disconnected'}`;
    stage.saw(ENTRY, failed, seen);
    stage.saw('second-serve-fails-steps-of-first', failed && connected, seen);

    const again = await at.runWorkflow('slow');
    const idle = /"idle"/.test((await at.operate('worker', 'list', '--json')).stdout);
    const before = list.stdout.includes('alpha') ? 'was listed' : 'was hidden';
    stage.wentRound(
      ENTRY,
      again.exitCode === 0 && idle,
      `the worker ${before}; its next step exited with ${again.exitCode}, and it is ${idle ? '' : 'not '}idle afterwards`,
    );
  },
};
