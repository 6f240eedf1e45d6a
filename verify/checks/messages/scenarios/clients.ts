import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UnhelpfulServer } from '../../../stage/unhelpful-server.ts';
import type { Unhelpfulness } from '../../../stage/unhelpful-server.ts';
import { latestRun } from '../../behaviors/busy-worker.ts';
import { addSteps, addWorkflow, methodOf, shell } from '../../behaviors/workflow.ts';
import { pause } from '../../../stage/watch.ts';
import { seenAt, seenOf } from '../observation.ts';
import type { Scenario } from '../scenario.ts';

/** How long a client may take to do what it is started for, and to give up. */
const RUN_MS = 180_000;

/** How long the orchestrator takes to note that a worker is gone. */
const SETTLE_MS = 2_000;

/** A label that no worker has. */
const NOWHERE = { labels: { site: 'nowhere' } };

/** Clients of a server that is not one, and what they refuse by themselves. */
const WITHOUT_ORCHESTRATOR: readonly Scenario[] = [
  withServer('nothing answers', 'does-not-open', 'client-connect-timeout', (url) => run('any', url)),
  withServer('the server closes a run', 'closes', ['client-lost'], (url) => run('any', url)),
  withServer('the server says nothing', 'says-nothing', 'client-request-timeout', (url) => [
    ...['worker', 'list', '--server', url],
  ]),
  withServer(
    'the server closes a question',
    'closes',
    ['client-closed-before-answer-code', 'client-closed-before-answer'],
    (url) => [...['worker', 'list', '--server', url]],
  ),
  refused('a scheme that nobody knows', ['client-url-variable', 'client-url-invalid'], run('any', 'ftp://127.0.0.1')),
  {
    ...refused('a scheme that nobody knows, with a token', 'client-url-invalid', [
      ...run('any', 'ftp://127.0.0.1'),
      ...['--token', 'alpha.deadbeefdeadbeef'],
    ]),
    flags: { 'workflow run': ['--token'] },
  },
  refused('a lifetime of nothing', 'duration-not-positive', ['worker', 'token', 'create', 'alpha', '--duration', '0h']),
  refused('no vault', 'vault-unknown-none', [
    ...['worker', 'token', 'create', 'alpha', '--duration', '1h', '--vault', 'nosuch'],
  ]),
  refused('half a certificate', 'certificate-pair', ['serve', '--port', '1', '--cert-file', '/nonexistent/cert.pem']),
  refused('a type with --server', 'client-direct-type', [
    ...['model', 'method', 'run', '@acme/probe', 'execute', '--server', 'ws://127.0.0.1:1'],
  ]),
  refused('--fail-on with --server', 'client-fail-on', [
    ...['workflow', 'run', 'any', '--fail-on', 'high', '--server', 'ws://127.0.0.1:1'],
  ]),
  refused('a certificate that is not there', 'client-ca-unreadable', [
    ...['worker', 'list', '--server', 'wss://127.0.0.1:1', '--ca-cert', '/nonexistent/ca.pem'],
  ]),
  refused('worker verify without a server', 'verify-needs-server', ['worker', 'verify']),
  refused('no worker', 'no-workers', ['worker', 'list']),
  refused('no step', 'queue-empty', ['worker', 'queue']),
];

/** What a client prints of workers and workflows of an orchestrator. */
export const CLIENT_SCENARIOS: readonly Scenario[] = [
  ...WITHOUT_ORCHESTRATOR,
  {
    id: 'the server does not come back',
    title: 'The orchestrator of a client is killed, and something in its place opens sockets and closes them.',
    shows: ['client-reconnect-failed'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      addSteps(at, 'slow', { wait: { ...NOWHERE, queueTimeout: 120, ...shell('true') } });
      const client = await at.startClient('workflow', 'run', 'slow', '--server', at.url);
      await client.waitFor(/step wait/, RUN_MS);
      await at.process.stop('SIGKILL');
      const server = await UnhelpfulServer.start('closes', at.port);
      try {
        return seenAt(at, await client.waitForExit(RUN_MS));
      } finally {
        await server.close();
      }
    },
  },
  {
    id: 'a run that has ended',
    title: 'A run is canceled that has ended.',
    shows: ['cancel-run-ended'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      addSteps(at, 'short', { step: shell('true') });
      await at.runWorkflow('short');
      const { runId = '' } = await latestRun(at, 'short');
      return seenAt(at, await at.run('workflow', 'cancel', 'short', '--run', runId));
    },
  },
  {
    id: 'workers are probed',
    title: 'All workers are probed, and then one that nobody knows.',
    shows: ['verify-passed', 'verify-nobody'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      await at.enroll(await at.mint('alpha'), { machine: 'm1' });
      const verify = ['worker', 'verify', '--server', at.url];
      return seenAt(at, await at.runAsClient(...verify), await at.runAsClient(...verify, '--label', 'site=nowhere'));
    },
  },
  {
    id: 'a worker is away',
    title: 'A step is placed on a worker that was killed, and the workers are listed.',
    shows: ['no-connected-workers', 'workers-hidden', 'target-disconnected', 'target-away'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      addSteps(at, 'placed', { step: { target: 'alpha', queueTimeout: 5, ...shell('true') } });
      const worker = await at.enroll(await at.mint('alpha'), { machine: 'm1' });
      await worker.stop('SIGKILL');
      await pause(SETTLE_MS);
      const placed = await at.runWorkflow('placed');
      return seenAt(at, await at.run('worker', 'list'), placed);
    },
  },
  {
    id: 'a file that cannot be read',
    title: 'A workflow runs beside a model whose file is broken.',
    shows: ['definition-skipped'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      await at.operate('model', 'create', 'command/shell', 'whole');
      addSteps(at, 'whole', { step: methodOf('whole', 'execute', { run: 'true' }) });
      const folder = path.join(at.scratch.repository, 'models', 'command', 'shell');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'broken.yaml'), 'name: [\n');
      return seenAt(at, await at.run('workflow', 'run', 'whole'));
    },
  },
  {
    id: 'affinity without placement',
    title: 'A workflow is validated whose workflow and job have `affinity` and place nothing.',
    shows: ['affinity-without-placement-workflow', 'affinity-without-placement-job'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      const jobs = [{ name: 'main', affinity: true, steps: [{ name: 'step', ...shell('true') }] }];
      addWorkflow(at, 'loose', { affinity: true, jobs });
      addWorkflow(at, 'loose-job', { jobs });
      return seenAt(
        at,
        await at.run('workflow', 'validate', 'loose'),
        await at.run('workflow', 'validate', 'loose-job'),
      );
    },
  },
  {
    id: 'a misspelt key',
    title: 'A workflow with a key that does not exist is run.',
    shows: ['unknown-key'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      addSteps(at, 'misspelt', { step: { lables: { site: 'a' }, ...shell('true') } });
      return seenAt(at, await at.run('workflow', 'run', 'misspelt'));
    },
  },
  {
    id: 'a step waits',
    title: 'A client shows that a step waits for a worker.',
    shows: ['step-queued'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      addSteps(at, 'waits', { step: { ...NOWHERE, queueTimeout: 5, ...shell('true') } });
      return seenAt(at, await at.runWorkflow('waits'));
    },
  },
];

function run(workflow: string, url: string): readonly string[] {
  return ['workflow', 'run', workflow, '--server', url];
}

/** A client of a server that is not the orchestrator that it hopes for. */
function withServer(
  id: string,
  behavior: Unhelpfulness,
  shows: Scenario['shows'][number],
  command: (url: string) => readonly string[],
): Scenario {
  return {
    id: `client: ${id}`,
    title: `A client connects to a server: ${id}.`,
    shows: [shows],
    provoke: async (stage) => {
      const server = await UnhelpfulServer.start(behavior);
      try {
        const { orchestrator } = stage;
        return { ...seenOf([await orchestrator.runAsClient(...command(server.url))]), processes: [] };
      } finally {
        await server.close();
      }
    },
  };
}

function refused(what: string, message: Scenario['shows'][number], command: readonly string[]): Scenario {
  return {
    id: `client: ${what}`,
    title: `A command is refused by itself: ${what}.`,
    shows: [message],
    provoke: (stage) => stage.operateElsewhere(command),
  };
}
