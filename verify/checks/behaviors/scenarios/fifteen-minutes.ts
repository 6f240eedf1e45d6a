import { endsWithin, linesIn, printedBy, SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'steps#a-step-cannot-write-after-15-minutes';
const BEFORE_PROTOCOL_4 = 'steps#a-step-can-lose-its-access-to-data';

/** A little longer than the credential of a dispatch lives. */
const STEP_SECONDS = 15 * 60 + 20;

/** A step takes longer than its credential lives; the same work in the background of the worker's machine does not. */
export const fifteenMinutes: Scenario = {
  title:
    'A step takes longer than fifteen minutes; another one starts its work in the background and a third fetches it.',
  timeoutMs: (STEP_SECONDS + 240) * 1000,
  async play(stage) {
    const at = await stage.orchestrator();
    const file = at.scratch.path('marks');
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    await at.enroll(await at.mint('beta'), { machine: 'm2' });
    addSteps(at, 'long', {
      work: { target: 'alpha', ...shell(`sleep ${STEP_SECONDS}; echo ended >> ${file}`, 'long') },
    });
    const client = await at.startClient('workflow', 'run', 'long', '--server', at.url);

    const job = at.scratch.path('job');
    addSteps(at, 'begin', {
      work: { target: 'beta', ...shell(`(sleep 5; echo result) > ${job}.log 2>&1 &`, 'begin') },
    });
    addSteps(at, 'fetch', { work: { target: 'beta', ...shell(`cat ${job}.log`, 'fetch') } });
    const begun = await at.runWorkflow('begin');
    await until(() => linesIn(`${job}.log`).length > 0);
    const fetched = await at.runWorkflow('fetch');
    stage.wentRound(
      ENTRY,
      begun.exitCode === 0 && printedBy(fetched).includes('result'),
      `starting the work exited with ${begun.exitCode}, and fetching its result with ${fetched.exitCode}`,
    );

    await endsWithin(client, STEP_SECONDS * 1000 + 2 * SOON_MS);
    const end = client.finished();
    const done = linesIn(file).includes('ended');
    const seen = `the command ${done ? 'did' : 'did not do'} its work, and the run exited with ${end?.exitCode}: ${end === undefined ? '' : printedBy(end).trim().slice(-200)}`;
    stage.saw(ENTRY, done && end?.exitCode === 1, seen);
    stage.saw(BEFORE_PROTOCOL_4, done && end?.exitCode === 1, seen);
  },
};
