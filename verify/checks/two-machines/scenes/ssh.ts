import type { RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import { ENROLLED } from '../../../stage/orchestrator.ts';
import { pause } from '../../../stage/watch.ts';
import { PORT, START_TIMEOUT_MS, TUNNEL_PORT } from '../laboratory.ts';
import type { OtherProgram, TwoMachineLaboratory } from '../laboratory.ts';
import { TUNNEL_USER, ORCHESTRATOR } from '../machines.ts';
import { MEANWHILE } from '../scene.ts';
import type { Needed, Scene } from '../scene.ts';
import { asStarted, endWorker, ON_LOOPBACK, otherProcess, workerScene } from './worker-scene.ts';
import type { WorkerScene } from './worker-scene.ts';

const TIMEOUT_MS = 900_000;

/** What every tunnel takes. */
export const SSH: readonly Needed[] = ['ssh', 'sshd', 'ssh-keygen'];

/** The end of a tunnel on the worker's machine. */
export const THROUGH_TUNNEL = `ws://127.0.0.1:${TUNNEL_PORT}`;

/** What leads through the tunnel, as ssh wants it. */
export const FORWARD = `127.0.0.1:${TUNNEL_PORT}:127.0.0.1:${PORT}`;

/** How long the tunnel is away. */
const AWAY_MS = 12_000;

/** A port of the orchestrator's machine that the restricted key does not open, and its end on the worker's. */
const FORBIDDEN_PORT = 9622;
const FORBIDDEN_END = 9191;

/** The worker's machine opens the tunnel. */
export async function openLocalForward(laboratory: TwoMachineLaboratory): Promise<OtherProgram> {
  await laboratory.startSshServer('orchestrator');
  return laboratory.openTunnel('worker', ['-L', FORWARD]);
}

async function openRemoteForward(laboratory: TwoMachineLaboratory): Promise<OtherProgram> {
  await laboratory.startSshServer('worker');
  return laboratory.openTunnel('orchestrator', ['-R', FORWARD]);
}

function tunnelScene(
  id: string,
  title: string,
  rest: Partial<WorkerScene> & { readonly args?: readonly string[] } = {},
): Scene {
  const { args = [], ...others } = rest;
  return workerScene({
    tunnel: openLocalForward,
    ...others,
    id: `ssh/${id}`,
    title,
    needs: SSH,
    dialing: () => ({ url: THROUGH_TUNNEL, args }),
  });
}

/** A workflow that is started where the worker runs. */
const clientOnWorkerHost: Scene = {
  id: 'ssh/local-forward.client-on-worker-host',
  title: () => 'A workflow is started from the worker machine through the same SSH tunnel.',
  needs: SSH,
  timeoutMs: TIMEOUT_MS,
  play: async (laboratory) => {
    await laboratory.serveWith([]);
    await openLocalForward(laboratory);
    const worker = await enrolled(laboratory);
    const process = await laboratory.runWorkflow('two', THROUGH_TUNNEL, { on: 'worker' });
    await pause(1_000);
    return {
      processes: [
        { terminal: 'client', directory: 'elsewhere', process },
        { ...asStarted(worker), terminal: 'worker', directory: 'elsewhere' },
      ],
    };
  },
};

/** The tunnel ends and comes back after a while. */
const tunnelDies: Scene = {
  id: 'ssh/local-forward.tunnel-dies-12s',
  title: () => 'The SSH tunnel dies while the worker is idle.',
  note: MEANWHILE,
  needs: SSH,
  timeoutMs: TIMEOUT_MS,
  play: async (laboratory) => {
    await laboratory.serveWith([]);
    const tunnel = await openLocalForward(laboratory);
    const worker = await enrolled(laboratory);
    await laboratory.runWorkflow('two', ON_LOOPBACK);
    const since = laboratory.serve.mark();
    const before = worker.mark();
    await tunnel.process.stop();
    await Promise.race([worker.exited, pause(AWAY_MS)]);
    const client: ProcessToRecord[] = [];
    if (worker.finished() === undefined) {
      await laboratory.openTunnel('worker', ['-L', FORWARD]);
      await worker.waitFor(ENROLLED, START_TIMEOUT_MS, before);
      const process = await laboratory.runWorkflow('two', ON_LOOPBACK);
      client.push({ terminal: 'client', directory: 'repository', process });
    }
    const ended = await endWorker(worker);
    return {
      processes: [
        { terminal: 'worker', directory: 'elsewhere', ...ended },
        { ...laboratory.servesMeanwhile(), since },
        ...client,
      ],
    };
  },
};

/** The key opens one port and no shell. */
const restrictedKey: Scene = {
  id: 'ssh/local-forward.restricted-key',
  title: () => 'The key of the SSH tunnel is restricted to one port of the orchestrator.',
  note: MEANWHILE,
  needs: [...SSH, 'curl'],
  protocols: [4],
  timeoutMs: TIMEOUT_MS,
  play: async (laboratory) => {
    const restriction = `restrict,port-forwarding,permitopen="127.0.0.1:${PORT}",command="/bin/false" `;
    await laboratory.serveWith([]);
    await laboratory.startSshServer('orchestrator', restriction);
    const shell = await laboratory.runOther('ssh', [`${TUNNEL_USER}@${ORCHESTRATOR}`, 'id']);
    const tunnel = await laboratory.openTunnel('worker', ['-L', FORWARD], false);
    const forbidden = `127.0.0.1:${FORBIDDEN_END}:127.0.0.1:${FORBIDDEN_PORT}`;
    const second = await laboratory.openTunnel('worker', ['-L', forbidden], false);
    const refused = await laboratory.runOther('curl', [`http://127.0.0.1:${FORBIDDEN_END}/`]);
    const worker = await enrolled(laboratory);
    const process = await laboratory.runWorkflow('two', ON_LOOPBACK);
    const ended = await endWorker(worker);
    return {
      files: [{ path: 'authorized_keys', content: `${restriction}ssh-ed25519 AAAA...\n` }],
      processes: [
        shell,
        refused,
        { terminal: 'worker', directory: 'elsewhere', ...ended },
        { terminal: 'client', directory: 'repository', process },
        laboratory.servesMeanwhile(),
        otherProcess(tunnel, 'elsewhere'),
        otherProcess(second, 'elsewhere', true),
      ],
    };
  },
};

async function enrolled(laboratory: TwoMachineLaboratory): Promise<RunningProcess> {
  const worker = await laboratory.startWorker(THROUGH_TUNNEL);
  await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
  return worker;
}

export const SSH_SCENES: readonly Scene[] = [
  tunnelScene(
    'local-forward',
    'The worker machine opens an SSH tunnel to the orchestrator, and the worker runs three steps through it.',
    { inFirstRelease: true },
  ),
  tunnelScene('local-forward.bulk-3MB', 'A step writes a file of 3 MB through the SSH tunnel.', { workflow: 'bulk' }),
  clientOnWorkerHost,
  tunnelDies,
  restrictedKey,
  tunnelScene(
    'remote-forward',
    'The orchestrator machine opens the SSH tunnel, and the worker runs three steps through it.',
    { tunnel: openRemoteForward },
  ),
  tunnelScene(
    'remote-forward.data-plane-url-wrong',
    'The data-plane URL is wrong: the worker enrolls, every step fails.',
    { tunnel: openRemoteForward, args: ['--data-plane-url', 'http://127.0.0.1:9699'] },
  ),
];
