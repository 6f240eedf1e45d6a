import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const WATCH_MS = 4_000;

/** A token is revoked while its worker is connected. */
export const revokeWhileConnected: Scenario = {
  title: 'A token is revoked while its worker is connected; then the orchestrator restarts.',
  async play(stage) {
    const at = await stage.orchestrator();
    const token = await at.mint('alpha');
    const worker = await at.enroll(token, { machine: 'm1' });
    addSteps(at, 'probe', { work: { target: 'alpha', ...shell('echo alive') } });
    await at.operate('worker', 'token', 'revoke', 'alpha');
    const ended = await endsWithin(worker, WATCH_MS);
    const run = await at.runWorkflow('probe');
    const stays = !ended && run.exitCode === 0 && printedBy(run).includes('alive');
    const seen = `the worker ${ended ? 'ended' : 'stayed'}, and a step for it exited with ${run.exitCode}`;
    stage.saw('workers#a-revoked-token-goes-on-working', stays, seen);
    stage.saw('revoking-disconnects-nobody', stays, seen);

    const before = worker.mark();
    await at.stop();
    await at.start();
    const refused = await endsWithin(worker, SOON_MS);
    const printed = worker.outputSince(before);
    const told = refused && /has been revoked/.test(printed) && worker.finished()?.exitCode === 1;
    const after = `after a restart of serve the worker ${refused ? 'ended' : 'went on'}: ${printed.trim().slice(-200)}`;
    stage.wentRound('workers#a-revoked-token-goes-on-working', told, after);
    stage.saw('revoked-token-refuses-enrollment', told, after);
  },
};
