import { renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import path from 'node:path';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { addSteps, shell } from '../../behaviors/workflow.ts';
import { seenAt } from '../observation.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import { SHORTEST_LIFETIME } from '../stage.ts';
import type { MessageStage } from '../stage.ts';

/** How long the orchestrator may take to log what happened. */
const LOG_MS = 120_000;

/** Sockets and files that the orchestrator meets and that no command of the program makes. */
export const STRANGER_SCENARIOS: readonly Scenario[] = [
  {
    id: 'a socket is reset',
    title: 'The other side of an open socket resets the connection.',
    shows: ['websocket-reset'],
    provoke: (stage) =>
      withOwn(stage, async (at) => {
        const socket = await openSocket(at.port);
        socket.resetAndDestroy();
        await at.process.waitFor(/WebSocket error/, LOG_MS);
      }),
  },
  {
    id: 'a socket from another site',
    title: 'Something opens a socket with the `Origin` of another site.',
    shows: ['untrusted-origin'],
    provoke: (stage) =>
      withOwn(stage, async (at) => {
        (await openSocket(at.port, 'Origin: https://site.example')).destroy();
        await at.process.waitFor(/upgrade rejected/, LOG_MS);
      }),
  },
  {
    id: 'records cannot be written',
    title:
      'The folders of the records of workers and tokens are replaced by files while two steps run, before a token ends.',
    shows: ['dispatch-end-status-failed', 'idle-status-failed', 'expiry-not-recorded', 'disconnect-not-recorded'],
    flags: { 'worker connect': ['--concurrency'] },
    provoke: (stage) =>
      withOwn(stage, async (at) => {
        const onAlpha = { target: 'alpha' };
        addSteps(at, 'two', {
          short: { ...onAlpha, ...shell('sleep 4', 'short') },
          long: { ...onAlpha, ...shell('sleep 9', 'long') },
        });
        const args = ['--concurrency', '2'];
        const worker = await at.enroll(await at.mint('alpha', SHORTEST_LIFETIME), { machine: 'm1', args });
        const client = await at.startClient('workflow', 'run', 'two', '--server', at.url);
        await worker.waitFor(/▶ Dispatch [^]*▶ Dispatch /, LOG_MS);
        replaceByFile(at, 'worker');
        replaceByFile(at, 'enrollment-token');
        await at.process.waitFor(/Failed to record disconnect/, LOG_MS);
        await client.stop('SIGKILL');
      }),
  },
];

/** Puts a file in the place of the records of a built-in model. */
function replaceByFile(at: Orchestrator, model: string): void {
  const records = path.join(at.scratch.repository, '.swamp', 'data', 'swamp', model);
  renameSync(records, `${records}-before`);
  writeFileSync(records, '');
}

/** Plays something on an orchestrator of its own; what that logged is what was seen. */
async function withOwn(stage: MessageStage, play: (at: Orchestrator) => Promise<void>): Promise<Observation> {
  const at = await stage.anotherOrchestrator();
  await play(at);
  return seenAt(at);
}

/** Asks for a WebSocket and waits for the answer, whatever it is. */
async function openSocket(port: number, ...headers: readonly string[]): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  const lines = [
    'GET / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.once('close', () => resolve());
  });
  return socket;
}
