import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { runtimeOf } from '../src/facts/releases.ts';
import type { ReleaseIndex } from '../src/facts/releases.ts';
import { shortRelease } from '../src/facts/release.ts';
import type { Swamp } from './check.ts';
import { runSwamp } from './harness/index.ts';
import type { LaunchContext, ScratchFactory } from './harness/index.ts';

const HANDSHAKE_TIMEOUT_MS = 180_000;

/** A token that no orchestrator will ever read. */
const ANY_TOKEN = `runtime.${'0'.repeat(64)}`;

/**
 * Finds out what a program runs on, such as `deno 2.8.3`.
 *
 * No command of the program tells. But the runtime, not the program, writes the `User-Agent` of a
 * WebSocket handshake, so a worker says it to whatever it connects to. That holds for the compiled
 * program as it does for one that is run from its source.
 *
 * @returns undefined when the program connects to nothing or names no Deno.
 */
export async function detectRuntime(
  context: LaunchContext & { readonly scratches: ScratchFactory },
  timeoutMs: number = HANDSHAKE_TIMEOUT_MS,
): Promise<string | undefined> {
  const agents: string[] = [];
  const server = createServer();
  server.on('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
    agents.push(headers['user-agent'] ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const scratch = context.scratches.create();
  try {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['worker', 'connect', url, '--token', ANY_TOKEN, '--no-reconnect'];
    await runSwamp(context, args, { scratch, cwd: scratch.elsewhere, timeoutMs });
    return runtimeIn(agents[0] ?? '');
  } finally {
    scratch.remove();
    server.close();
  }
}

function runtimeIn(userAgent: string): string | undefined {
  const version = /^Deno\/(\d+\.\d+\.\d+)\b/.exec(userAgent)?.[1];
  return version === undefined ? undefined : `deno ${version}`;
}

/**
 * Says what is wrong with the runtime of a program, if anything: texts about the network and about
 * TLS come from the runtime, so a wrong one proves nothing about the release.
 */
export function wrongRuntime(
  index: ReleaseIndex,
  { release, runtime }: Pick<Swamp, 'release' | 'runtime'>,
): string | undefined {
  const expected = runtimeOf(index, release);
  if (expected === undefined || expected === runtime) {
    return undefined;
  }
  return (
    `WRONG RUNTIME: this program runs on ${runtime ?? 'something that does not say its name'}, ` +
    `but release ${shortRelease(release)} is compiled with ${expected}. ` +
    'Messages about the network, WebSockets and TLS read otherwise. Take the released program, or run the source with that runtime.'
  );
}
