import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { RawData } from 'ws';
import { runSwamp } from './harness/index.ts';
import type { LaunchContext, ScratchFactory } from './harness/index.ts';

const ENROLL_TIMEOUT_MS = 180_000;

/** A token that no orchestrator will ever read. */
const ANY_TOKEN = `protocol.${'0'.repeat(64)}`;

/**
 * Finds out which remote-execution protocol a program speaks: a worker says it in its first frame, when it asks to be
 * admitted. Unlike its release this needs no list.
 *
 * @returns undefined when the program connects to nothing or names no number.
 */
export async function detectProtocol(
  context: LaunchContext & { readonly scratches: ScratchFactory },
  timeoutMs: number = ENROLL_TIMEOUT_MS,
): Promise<number | undefined> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const numbers: number[] = [];
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('message', (data) => {
      numbers.push(...protocolIn(data));
      socket.close();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const scratch = context.scratches.create();
  try {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['worker', 'connect', url, '--token', ANY_TOKEN, '--no-reconnect'];
    await runSwamp(context, args, { scratch, cwd: scratch.elsewhere, timeoutMs });
    return numbers[0];
  } finally {
    scratch.remove();
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  }
}

function protocolIn(data: RawData): number[] {
  try {
    const frame = JSON.parse(String(data)) as { readonly params?: { readonly protocolVersion?: unknown } } | null;
    const number = frame?.params?.protocolVersion;
    return typeof number === 'number' && Number.isInteger(number) && number > 0 ? [number] : [];
  } catch {
    return [];
  }
}
