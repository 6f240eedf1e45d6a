import type { Scenario } from '../scenario.ts';
import type { MessageStage } from '../stage.ts';
import type { Observation } from '../observation.ts';

const CLIENT_TIMEOUT_MS = 45_000;

/** Runs that are canceled while a worker executes their step. */
export const CANCEL_SCENARIOS: readonly Scenario[] = [
  {
    id: 'cancel in the repository',
    title: 'A run that the orchestrator executes is cancelled in the repository, without `--server`.',
    note: 'The command ends the process that executes the run, here the orchestrator itself. What the orchestrator and the worker print is what they added after the command.',
    shows: ['cancelled-locally', 'cancelled-locally-status', 'serve-shutting-down'],
    needs: 'cancelled-locally',
    recording: 'commands/workflow-cancel-in-repository',
    provoke: cancelInRepository,
  },
];

async function cancelInRepository(stage: MessageStage): Promise<Observation> {
  const at = await stage.anotherOrchestrator();
  const credential = await at.mint('alpha');
  await at.addPlacedWorkflow('slow', 'alpha', 'sleep 60');
  const worker = await at.enroll(credential, { machine: 'm1' });
  const client = await at.startClient('workflow', 'run', 'slow', '--server', at.url);
  await worker.waitFor(/▶ Dispatch /, CLIENT_TIMEOUT_MS);
  const [logMark, workerMark] = [at.logMark(), worker.mark()];
  const cancel = await at.run('workflow', 'cancel', 'slow');
  const clientEnd = await client.waitForExit(CLIENT_TIMEOUT_MS);
  const seen = await stage.watch(worker, credential, workerMark, logMark, at);
  return {
    ...seen,
    command: cancel.command,
    printed: [cancel.stdout, cancel.stderr, clientEnd.stdout, clientEnd.stderr, seen.printed].join('\n'),
    processes: [
      { terminal: 'operator', directory: 'repository', process: cancel },
      ...seen.processes
        .filter(({ terminal }) => terminal === 'orchestrator')
        .map((serve) => ({ ...serve, signal: undefined })),
      { terminal: 'client', directory: 'elsewhere', process: clientEnd },
      ...seen.processes
        .filter(({ terminal }) => terminal === 'worker')
        .map((watched) => ({ ...watched, since: workerMark })),
    ],
  };
}
