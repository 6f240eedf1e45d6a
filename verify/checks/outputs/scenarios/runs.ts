import type { Laboratory } from '../laboratory.ts';
import type { Sample } from '../sample.ts';

const RUN = 'workflow run';

/** Runs that do not reach an orchestrator. */
export async function* runsWithoutServer(laboratory: Laboratory, portWithoutServer: number): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'workflow-run-without-server',
    title: 'A placed step is run without the orchestrator',
    command: RUN,
    args: ['greet'],
    logArgs: ['greet'],
    exitCode: 1,
  });
  const args = ['greet', '--server', `ws://127.0.0.1:${portWithoutServer}`];
  yield await laboratory.ask({
    id: 'workflow-run-server-unreachable',
    title: 'A workflow is run through an orchestrator that is not there',
    command: RUN,
    args,
    logArgs: args,
    elsewhere: true,
    port: portWithoutServer,
    refused: true,
  });
}

/** Runs through the orchestrator; needs the worker `alpha`. */
export async function* runsThroughServer(laboratory: Laboratory): AsyncGenerator<Sample> {
  const server = ['--server', laboratory.url];
  yield await laboratory.ask({
    id: 'workflow-run-server',
    title: 'A workflow with one placed step runs through the orchestrator',
    note: 'The step has `target: alpha`.',
    command: RUN,
    args: ['greet', ...server],
    logArgs: ['greet', ...server],
    elsewhere: true,
  });
  yield await laboratory.ask({
    id: 'workflow-run-server-step-fails',
    title: 'A placed step fails',
    note: 'Its command ends with exit code 7.',
    command: RUN,
    args: ['failing', ...server],
    logArgs: ['failing', ...server],
    elsewhere: true,
    exitCode: 1,
  });
  const method = ['hello', 'execute', '--input', 'run=echo via-server', ...server];
  yield await laboratory.ask({
    id: 'model-method-run-server',
    title: 'A model method runs through the orchestrator',
    note: 'A method run has no placement, so it runs in the orchestrator itself.',
    command: 'model method run',
    args: method,
    logArgs: method,
    elsewhere: true,
  });
}

/** Runs with all that a run can be besides succeeding and failing; no worker is needed. */
export async function* runsOfEveryKind(laboratory: Laboratory): AsyncGenerator<Sample> {
  const server = ['--server', laboratory.url];
  yield await laboratory.ask({
    id: 'workflow-run-server-allowed-failure',
    title: 'A run with an input has a failure that is allowed and a job that is left out',
    command: RUN,
    args: ['tolerant', '--input', 'who=operator', ...server],
    elsewhere: true,
  });
  yield await laboratory.ask({
    id: 'workflow-run-server-approval',
    title: 'A run begins to wait for an approval',
    command: RUN,
    args: ['approved', ...server],
    elsewhere: true,
  });
}
