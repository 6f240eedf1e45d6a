import { FROM_THE_START, pause, watchWorker } from '../../../stage/watch.ts';
import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#a-rebooted-machine-meets-its-own-old-socket';

/** A machine loses its power and starts again before the orchestrator has noticed. */
export const powerLoss: Scenario = {
  title: 'A machine loses its power and its worker is started again at once, and again until it is let in.',
  async play(stage) {
    const at = await stage.orchestrator();
    const network = await stage.network(at);
    const token = await at.mint('alpha');
    const lost = await at.enroll(token, { machine: 'm1', url: network.url });
    network.freeze();
    await lost.stop('SIGKILL');
    const lostAt = performance.now();
    const again = await at.startWorker(token, { machine: 'm1' });
    await watchWorker(again, FROM_THE_START, SOON_MS);
    const refused = /is already connected/.test(again.stdout());
    stage.saw(ENTRY, refused, `the worker was ${refused ? '' : 'not '}told that it is already connected`);
    stage.saw('lost-machine-is-refused-at-first', refused, `the worker was ${refused ? '' : 'not '}refused`);
    // A supervisor: whatever ends is started again.
    let worker = again;
    let enrolled = false;
    while (!enrolled && performance.now() - lostAt < 2 * SOON_MS) {
      if (await endsWithin(worker, 0)) {
        await pause(1_000);
        worker = await at.startWorker(token, { machine: 'm1' });
      }
      enrolled = (await watchWorker(worker, FROM_THE_START, 3_000, Number.POSITIVE_INFINITY)) === 'enrolled';
    }
    const seconds = (performance.now() - lostAt) / 1000;
    const seen = `${enrolled ? 'it enrolled' : 'it did not enroll'} ${seconds.toFixed(0)} s after the loss`;
    stage.wentRound(ENTRY, enrolled && seconds < 60, seen);
  },
};
