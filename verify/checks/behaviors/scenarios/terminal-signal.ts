import { busyWorker } from '../busy-worker.ts';
import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#ctrl-c-in-a-workers-terminal-kills-the-step';

/** Ctrl-C is pressed in the terminal of a worker: every process of it gets SIGINT. */
export const terminalSignal: Scenario = {
  title: 'SIGINT goes to a worker and to the processes of its step, as Ctrl-C in a terminal sends it.',
  async play(stage) {
    const { worker, client, marks } = await busyWorker(stage, { seconds: 10 });
    process.kill(-worker.pid, 'SIGINT');
    await endsWithin(worker, SOON_MS);
    await endsWithin(client, SOON_MS);
    const end = client.finished();
    const told = /exit(?:ed with)? code 130/.test(end === undefined ? '' : printedBy(end));
    const failed = !marks().includes('ended') && end?.exitCode === 1 && told;
    const seen = `the worker exited with ${worker.finished()?.exitCode}, the run with ${end?.exitCode}: ${end === undefined ? '' : printedBy(end).trim().slice(-160)}`;
    stage.saw(ENTRY, failed && worker.finished()?.exitCode === 0, seen);
    stage.saw('terminal-signal-fails-the-step', failed, seen);
    const alone = await busyWorker(stage, { seconds: 5 });
    const drained = await alone.worker.stop('SIGTERM', SOON_MS);
    stage.wentRound(
      ENTRY,
      alone.marks().includes('ended') && drained.exitCode === 0,
      `SIGTERM to the worker alone let its step ${alone.marks().includes('ended') ? '' : 'not '}end`,
    );
  },
};
