// cspell:ignore lables
import { enrollWorkers, homeOf, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'steps#misspelt-keys-and-placement-on-jobs-are-dropped';

/** A step with a misspelt key, and a job with placement. */
export const misspeltKeys: Scenario = {
  title: 'A step has `lables` in place of `labels`, and a job has labels.',
  async play(stage) {
    const at = await stage.orchestrator();
    await enrollWorkers(at, { alpha: ['--label', 'region=eu'] });
    const labels = { region: 'eu' };
    const typo = await runThere(at, 'typo', {
      jobs: [{ name: 'main', steps: [telling(at, 'typo', { lables: labels })] }],
    });
    const refused = typo.exitCode === 1 && /Unknown key 'lables' on step/.test(typo.printed);
    stage.saw('misspelt-key-is-refused', refused, wordsOf(typo));
    const job = await runThere(at, 'job', { jobs: [{ name: 'main', labels, steps: [telling(at, 'job')] }] });
    stage.saw('placement-on-a-job-places-its-steps', job.places.join() === 'alpha', wordsOf(job));
    const home = homeOf(at);
    const dropped = typo.places.join() === home && job.places.join() === home;
    const seen = `with the typo: ${wordsOf(typo)}; with labels on the job: ${wordsOf(job)}`;
    stage.saw(ENTRY, dropped, seen);
    stage.saw('misspelt-key-is-dropped', typo.places.join() === home, seen);
    const step = await runThere(at, 'step', { jobs: [{ name: 'main', steps: [telling(at, 'step', { labels })] }] });
    stage.wentRound(ENTRY, step.places.join() === 'alpha', wordsOf(step));
  },
};
