import { readdirSync } from 'node:fs';
import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const EMPTY = 'workers#an-empty-cache-directory-variable-counts';
const STAYS = 'workers#temporary-cache-directories-stay-behind';

/** Workers start without a cache directory, with one, and with an empty variable for it. */
export const cacheDirectory: Scenario = {
  title: 'Workers start without a cache directory, with one, and with an empty variable for it.',
  async play(stage) {
    const at = await stage.orchestrator();
    const temporary = (): number =>
      readdirSync(at.scratch.temporary).filter((name) => name.startsWith('swamp-worker-cache-')).length;

    const before = temporary();
    const without = await at.enroll(await at.mint('beta'), { cwd: at.scratch.folder('beta') });
    await without.stop('SIGTERM');
    const left = temporary() - before;
    stage.saw(STAYS, left === 1, `${left} temporary cache directories were left`);
    const given = await at.enroll(await at.mint('gamma'), { machine: 'm1', cwd: at.scratch.folder('gamma') });
    await given.stop('SIGTERM');
    stage.wentRound(STAYS, temporary() === before + left, 'with a cache directory no temporary one is made');

    const env = { SWAMP_WORKER_CACHE_DIR: '' };
    const empty = await at.startWorker(await at.mint('alpha'), { cwd: at.scratch.folder('alpha'), env });
    const ended = await Promise.race([
      endsWithin(empty, SOON_MS),
      empty.waitFor('✓ Enrolled as', SOON_MS).then(
        () => false,
        () => true,
      ),
    ]);
    const end = empty.finished();
    const seen =
      ended && end !== undefined ? `exited with ${end.exitCode}: ${printedBy(end).trim().slice(-120)}` : 'enrolled';
    stage.saw(EMPTY, end?.exitCode === 1 && /Empty path is not allowed/.test(printedBy(end)), `the worker ${seen}`);
    stage.wentRound(EMPTY, without.stdout().includes('✓ Enrolled as'), 'without the variable the worker enrolled');
  },
};
