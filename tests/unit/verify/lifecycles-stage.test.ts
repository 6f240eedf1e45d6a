import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { specs } from '../../support/facts.ts';
import { PROCEDURES } from '../../../verify/checks/lifecycles/procedures.ts';
import {
  CONNECTION_SCENARIOS,
  ORCHESTRATOR_SCENARIOS,
  SERVER_SCENARIOS,
} from '../../../verify/checks/messages/scenarios/connection.ts';
import { ENROLLMENT_SCENARIOS } from '../../../verify/checks/messages/scenarios/enrollment.ts';
import { MINTING_SCENARIOS } from '../../../verify/checks/messages/scenarios/minting.ts';
import type { RunningProcess } from '../../../verify/harness/index.ts';
import { runAtMost } from '../../../verify/stage/pool.ts';
import { NetworkProxy } from '../../../verify/stage/proxy.ts';
import { UnhelpfulServer } from '../../../verify/stage/unhelpful-server.ts';
import { FROM_THE_START, pause, watchWorker } from '../../../verify/stage/watch.ts';

const toClose: { close(): unknown }[] = [];

afterEach(async () => {
  for (const resource of toClose.splice(0)) {
    await resource.close();
  }
});

describe('what the checks know by id', () => {
  it('are messages of the specification', () => {
    const known = new Set(specs.flatMap((spec) => spec.messages.map(({ value }) => value.id)));
    const scenarios = [
      CONNECTION_SCENARIOS,
      SERVER_SCENARIOS,
      ORCHESTRATOR_SCENARIOS,
      ENROLLMENT_SCENARIOS,
      MINTING_SCENARIOS,
    ].flat();
    const shown = scenarios.flatMap(({ shows, mentions = [], blockedBy }) => [
      ...shows.flat(),
      ...mentions,
      ...(blockedBy === undefined ? [] : [blockedBy]),
    ]);
    expect(shown.filter((id) => !known.has(id))).toEqual([]);
  });

  it('are the rows of every restart table', () => {
    for (const { restartTable } of specs) {
      expect(restartTable.value.map(({ id }) => id).sort()).toEqual(Object.keys(PROCEDURES).sort());
    }
  });
});

describe('the network between worker and orchestrator', () => {
  /** A server that answers every text with the same text. */
  async function echo(): Promise<{ server: Server; sockets: Socket[] }> {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    toClose.push({ close: () => (sockets.forEach((socket) => socket.destroy()), server.close()) });
    return { server, sockets };
  }

  async function through(proxy: NetworkProxy): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    toClose.push({ close: () => socket.destroy() });
    await new Promise((resolve) => socket.once('connect', resolve));
    return socket;
  }

  async function answerTo(socket: Socket, text: string, patienceMs = 60_000): Promise<string> {
    socket.write(text);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('(nothing)'), patienceMs);
      socket.once('data', (data) => (clearTimeout(timer), resolve(String(data))));
    });
  }

  async function setUp() {
    const { server, sockets } = await echo();
    const proxy = await NetworkProxy.to((server.address() as AddressInfo).port);
    toClose.unshift(proxy);
    return { proxy, sockets };
  }

  it('passes everything on, and the end of a connection', async () => {
    const { proxy, sockets } = await setUp();
    const socket = await through(proxy);
    expect(await answerTo(socket, 'hello')).toBe('hello');
    const ended = new Promise((resolve) => sockets[0]!.once('end', resolve));
    socket.end();
    await ended;
  });

  it('can be cut: both sides notice, and a new connection passes', async () => {
    const { proxy, sockets } = await setUp();
    const socket = await through(proxy);
    await answerTo(socket, 'hello');
    const closed = [socket, sockets[0]!].map((end) => new Promise((resolve) => end.once('close', resolve)));
    proxy.cut();
    await Promise.all(closed);
    expect(await answerTo(await through(proxy), 'again')).toBe('again');
  });

  it('can be frozen: nothing passes and the far side is not told, and a new connection passes', async () => {
    const { proxy, sockets } = await setUp();
    const socket = await through(proxy);
    await answerTo(socket, 'hello');
    proxy.freeze();
    expect(await answerTo(socket, 'lost', 300)).toBe('(nothing)');
    socket.destroy();
    await pause(100);
    expect(sockets[0]!.closed).toBe(false);
    expect(sockets[0]!.readableEnded).toBe(false);
    expect(await answerTo(await through(proxy), 'new')).toBe('new');
  });
});

describe('an unhelpful server', () => {
  async function firstAnswer(server: UnhelpfulServer): Promise<Buffer> {
    toClose.push(server);
    const socket = connect(server.port, '127.0.0.1');
    toClose.unshift({ close: () => socket.destroy() });
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
    socket.write('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n');
    const chunks: Buffer[] = [];
    socket.on('data', (data: Buffer) => chunks.push(data));
    await pause(200);
    return Buffer.concat(chunks);
  }

  it('opens the socket as RFC 6455 wants it', async () => {
    const answer = String(await firstAnswer(await UnhelpfulServer.start('says-nothing')));
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    // The example of the RFC.
    expect(answer).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  it('can close it in good order', async () => {
    const answer = await firstAnswer(await UnhelpfulServer.start('closes'));
    expect([...answer.subarray(-4)]).toEqual([0x88, 2, 0x03, 0xf0]);
  });

  it('can answer with an HTTP status instead', async () => {
    expect(String(await firstAnswer(await UnhelpfulServer.start(502)))).toMatch(/^HTTP\/1\.1 502 /);
  });
});

describe('jobs side by side', () => {
  it('are at most as many as allowed, and each result comes when it is there', async () => {
    let running = 0;
    let most = 0;
    const job = (milliseconds: number) => async (): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      await pause(milliseconds);
      running -= 1;
      return milliseconds;
    };
    const results: number[] = [];
    for await (const result of runAtMost(2, [job(200), job(20), job(40)])) {
      results.push(result);
    }
    expect(results).toEqual([20, 40, 200]);
    expect(most).toBe(2);
  });
});

describe('a watched worker', () => {
  function worker(printed: string, ended = false): RunningProcess {
    return { outputSince: () => printed, finished: () => (ended ? {} : undefined) } as unknown as RunningProcess;
  }
  const tries = (count: number): string => 'Connecting to ws://127.0.0.1:1 (attempt 1)...\n'.repeat(count);

  it.each([
    ['enrolled', worker('✓ Enrolled as alpha\n')],
    ['ended', worker(tries(1), true)],
    ['tried-often', worker(tries(4))],
    ['time-over', worker(tries(3))],
  ])('is %s', async (end, process) => {
    expect(await watchWorker(process, FROM_THE_START, 50)).toBe(end);
  });
});
