import { pause } from '../../../stage/watch.ts';
import { printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const SEEN = 'what-is-shown#lastseenat-is-not-a-heartbeat';
const NOBODY = 'what-is-shown#worker-verify-says-0-for-a-name-that-does-not-exist';
const FALSE = 'what-is-shown#reconnect-is-always-false-in-the-workers-json';
const GROWS = 'orchestrator#records-of-workers-and-steps-are-never-removed';

/** Longer than any keep-alive of the connection. */
const QUIET_MS = 40_000;

/** A worker has nothing to do for a while, loses its connection once, and leaves. */
export const quietWorker: Scenario = {
  title: 'A worker is idle for a while, is probed, loses its connection once, and leaves.',
  async play(stage) {
    const at = await stage.orchestrator();
    const network = await stage.network(at);
    const worker = await at.enroll(await at.mint('beta'), { machine: 'm1' });
    const json = await at.startWorker(await at.mint('alpha'), { machine: 'm2', url: network.url, args: ['--json'] });
    await json.waitFor(/"enrolled"/, SOON_MS);
    const seenAt = async (): Promise<string[]> =>
      [...(await at.operate('worker', 'list', '--json')).stdout.matchAll(/"lastSeenAt": "([^"]+)"/g)].map(
        ([, time]) => time!,
      );
    const before = await seenAt();
    await pause(QUIET_MS);
    const after = await seenAt();
    stage.saw(
      SEEN,
      before.length === 2 && before.join() === after.join(),
      `after ${QUIET_MS / 1000} s lastSeenAt is ${before.join() === after.join() ? 'the same' : 'another'}`,
    );
    if (stage.since('20260705.004806')) {
      const probe = await at.runAsClient('worker', 'verify', 'beta', '--server', at.url);
      stage.wentRound(SEEN, probe.exitCode === 0, `worker verify exited with ${probe.exitCode}`);
    }

    const nobody = await at.runAsClient('worker', 'verify', 'gamma', '--server', at.url, '--json');
    const total = /"total": (\d+)/.exec(nobody.stdout)?.[1];
    stage.saw(NOBODY, nobody.exitCode === 0, `for a worker that does not exist it exited with ${nobody.exitCode}`);
    stage.wentRound(NOBODY, total === '0', `its JSON says total ${total ?? printedBy(nobody).slice(0, 80)}`);

    const mark = json.mark();
    const log = at.logMark();
    network.cut();
    await json.waitFor(/"enrolled"/, SOON_MS, mark);
    const printed = json.outputSince(mark);
    stage.saw(
      FALSE,
      /"reconnect": ?false/.test(printed),
      `after a reconnect it printed ${/"reconnect": ?\w+/.exec(printed)?.[0]}`,
    );
    const logged = await at.process.waitFor(/"alpha" enrolled \("reconnect"\)/, SOON_MS, log.output).catch(() => '');
    stage.wentRound(FALSE, logged !== '', `the orchestrator logged ${logged === '' ? 'no reconnect' : 'a reconnect'}`);

    await worker.stop('SIGTERM');
    const all = stage.has('worker list', '--all') ? ['--all'] : [];
    const listed = await at.operate('worker', 'list', ...all, '--json');
    stage.saw(GROWS, listed.stdout.includes('"beta"'), 'a worker that has left is still listed');
    await at.operate(
      'data',
      'delete',
      'worker-beta',
      'state-main',
      stage.since('20260720.142822') ? '--yes' : '--force',
    );
    const gone = !(await at.operate('worker', 'list', ...all, '--json')).stdout.includes('"beta"');
    stage.wentRound(GROWS, gone, `after its record was deleted it is ${gone ? 'not ' : ''}listed`);
  },
};
