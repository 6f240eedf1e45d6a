import { endsWithin, printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

/** The shortest lifetime of a token, with time for a busy machine. */
const EXPIRY_MS = 100_000;

/** The lifetime of two tokens ends, one with a worker and one without. */
export const tokenExpires: Scenario = {
  title: 'The lifetime of two tokens ends: the worker of one is connected, the other was never used.',
  async play(stage) {
    const at = await stage.orchestrator();
    const unused = await at.mint('unused', '1m');
    const worker = await at.enroll(await at.mint('alpha', '1m'), { machine: 'm1' });
    const before = worker.mark();
    const ended = await endsWithin(worker, EXPIRY_MS);
    const printed = worker.outputSince(before);
    stage.saw(
      'expiry-disconnects-the-worker',
      ended && worker.finished()?.exitCode === 1 && /has expired/.test(printed),
      `the worker ${ended ? `ended with ${worker.finished()?.exitCode}` : 'went on'}: ${printed.trim().slice(-160)}`,
    );
    const late = await (await at.startWorker(unused, { machine: 'm2' })).waitForExit(EXPIRY_MS);
    stage.saw(
      'expired-token-refuses-enrollment',
      late.exitCode === 1 && /has expired/.test(printedBy(late)),
      `a worker with the other token exited with ${late.exitCode}`,
    );
    const { stdout } = await at.operate('worker', 'token', 'list', '--json');
    const record = (JSON.parse(stdout) as { name: string; state: string; effectiveState: string }[]).find(
      ({ name }) => name === 'unused',
    );
    stage.saw(
      'time-alone-changes-no-record',
      record?.state === 'unused' && record.effectiveState === 'expired',
      `its record says ${record?.state}, and ${record?.effectiveState} counts`,
    );
  },
};
