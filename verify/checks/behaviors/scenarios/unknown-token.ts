import { readdirSync } from 'node:fs';
import path from 'node:path';
import { endsWithin, linesIn, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { attemptsIn, GIVES_UP_AFTER } from '../../../stage/reaction.ts';
import { FROM_THE_START, watchWorker } from '../../../stage/watch.ts';
import { rmSync } from 'node:fs';

const NO_LINE = 'workers#a-refused-worker-leaves-no-trace-at-the-orchestrator';
const NO_END = 'workers#a-refused-worker-never-ends';
const A_FILE = 'workers#an-unknown-token-name-leaves-a-file';
const NAME = 'nobody';

/** A worker comes with a token that was never minted. */
export const unknownToken: Scenario = {
  title: 'A worker comes with a token that was never minted.',
  async play(stage) {
    const at = await stage.orchestrator();
    const mark = at.logMark();
    const worker = await at.startWorker(`${NAME}.${'0'.repeat(64)}`, { machine: 'm1' });
    const end = await watchWorker(worker, FROM_THE_START, SOON_MS);
    const tries = attemptsIn(worker.stdout());
    stage.saw(NO_END, end === 'tried-often' && tries > GIVES_UP_AFTER, `the worker: ${end}, after ${tries} tries`);
    stage.saw('unknown-token-stops-worker', end === 'ended' && tries === 1, `the worker: ${end}, after ${tries} tries`);
    await worker.stop('SIGKILL');
    const log = at.logSince(mark);
    const told = log.includes(NAME) || /does not exist/.test(log);
    stage.saw(NO_LINE, !told, `the log of serve ${told ? 'names the refusal' : 'says nothing of the refusal'}`);
    const search = await at.run('model', 'output', 'search', 'redeem', '--json');
    const listed = search.exitCode === 0 && /"failed"/.test(search.stdout);
    stage.wentRound(NO_LINE, listed, `model output search ${listed ? 'lists' : 'does not list'} the failed attempt`);

    const folder = path.join(at.scratch.repository, '.swamp/auto-definitions/swamp/enrollment-token');
    const left = filesAbout(folder);
    stage.saw(A_FILE, left.length > 0, `${left.length} file(s) name the token that was never minted`);
    left.forEach((file) => rmSync(file));
    const minted = await at.run('worker', 'token', 'create', NAME, '--duration', '1h', '--vault', 'local');
    stage.wentRound(
      A_FILE,
      minted.exitCode === 0 && !(await endsWithin(at.process, 0)),
      `after the file was deleted, minting the name exited with ${minted.exitCode}: ${printedBy(minted).trim().slice(0, 120)}`,
    );
  },
};

function filesAbout(folder: string): string[] {
  return names(folder)
    .map((name) => path.join(folder, name))
    .filter((file) => path.basename(file).includes(NAME) || linesIn(file).some((line) => line.includes(NAME)));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing was left, not even the folder.
    return [];
  }
}
