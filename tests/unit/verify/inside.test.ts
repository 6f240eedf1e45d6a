import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { callsIn, kindsIn } from '../../../verify/checks/inside/calls.ts';
import { compareFields } from '../../../verify/checks/inside/compare-fields.ts';
import type { Field } from '../../../verify/checks/inside/compare-fields.ts';
import { compareRoutes } from '../../../verify/checks/inside/compare-routes.ts';
import { SocketRelay } from '../../../verify/checks/inside/socket-relay.ts';
import type { SeenFrame } from '../../../verify/checks/inside/socket-relay.ts';
import { fits } from '../../../verify/checks/inside/value-types.ts';

describe('whether a value is what a table says', () => {
  it.each([
    ['text', 'idle', 3],
    ['whole number', 3, 3.5],
    ['whole number from 1 on', 1, 0],
    ['whole number from 1 on, or `unlimited`', 'unlimited', 'many'],
    ['`idle`, `busy` or `disconnected`', 'busy', 'draining'],
    ['`true` or `false`', false, 'false'],
    ['`true`', true, false],
    ['text or `null`', null, undefined],
    ['text, object or `null`', { a: 1 }, 7],
    ['UUID', '0c7d9a36-52e1-4f4b-8b1d-6a3e9c85f214', 'alpha'],
    ['ISO time', '2026-08-22T01:11:57.000Z', '2026-08-22'],
    ['milliseconds since 1970', 1_787_000_000_000, 1_787_000_000],
    ['map of text to text', { region: 'eu' }, { region: 1 }],
    ['list of text', ['a'], [1]],
    ['list of numbers', [1, 2], ['1']],
    ['list of records', [{}], [[]]],
    ['list of `{machineId, enrolledAt}`', [{ machineId: 'm', enrolledAt: 't' }], [{ machineId: 'm' }]],
    ['object', {}, []],
  ])('%s', (type, value, other) => {
    expect(fits(value, type)).toBe(true);
    expect(fits(other, type)).toBe(false);
  });

  it('knows all types of the tables of models and of what travels, in all protocols', () => {
    for (const protocol of [2, 3, 4]) {
      const { models, wire } = cachedProtocolSpec(projectRoot, protocol);
      const ofVerbs = wire.value.verbs.flatMap(({ params, result }) => [...params, ...result]);
      const fields = [
        ...[...models.values()].flatMap((model) => model.value.fields),
        ...ofVerbs,
        ...wire.value.frames.flatMap((frame) => frame.fields),
      ];
      expect(fields.length).toBeGreaterThan(100);
      fields.forEach(({ type }) => expect(() => fits({}, type)).not.toThrow());
    }
  });

  it('refuses a type that it does not know, and says where to add it', () => {
    expect(() => fits('x', 'a colour')).toThrow('"a colour": add it to verify/checks/inside/value-types.ts');
  });
});

const field = (name: string, type = 'text', optional = false): Field => ({ name, type, optional });

describe('fields beside values', () => {
  it('agree when each is there and fits', () => {
    expect(compareFields([field('name'), field('error.code')], [{ name: 'a', error: { code: 'b' } }])).toEqual([
      { name: 'name', status: 'agrees' },
      { name: 'error.code', status: 'agrees' },
    ]);
  });

  it.each([
    ['a value of another type', [field('n', 'whole number')], { n: 'one' }, 'whole number', '"one"'],
    ['one that is missing', [field('n')], {}, 'n is always there', 'missing in {}'],
    ['one of which nothing is said', [], { n: 1 }, 'no such field', '1'],
    ['one within an object', [field('a.b')], { a: { b: '', c: 2 } }, 'no such field', '2'],
  ])('differ for %s', (_, fields, value, expected, actual) => {
    const differing = compareFields(fields, [value]).filter(({ status }) => status === 'differs');
    expect(differing).toEqual([expect.objectContaining({ status: 'differs', expected, actual })]);
  });

  it('are not run when nothing showed them', () => {
    expect(compareFields([field('a')], [])[0]).toMatchObject({ status: 'not-run', reason: /nothing/ });
    expect(compareFields([field('a', 'text', true)], [{}, {}])[0]).toMatchObject({ reason: /none of the 2/ });
  });
});

describe('addresses beside requests', () => {
  const routes = [
    { method: 'GET', path: '/bundle/{fingerprint}' },
    { method: 'GET', path: '/bundle/{fingerprint}/file/{path}' },
    { method: 'POST', path: '/data/resource' },
  ];

  it('agree when one was asked for and answered, at its own length', () => {
    const requests = [
      { method: 'GET', path: '/bundle/1/file/a/b.txt', status: 200 },
      { method: 'POST', path: '/data/resource', status: 401 },
    ];
    expect(compareRoutes(routes, requests).map(({ status }) => status)).toEqual(['not-run', 'agrees', 'not-run']);
  });

  it('differ for one that nobody told of', () => {
    expect(compareRoutes(routes, [{ method: 'PUT', path: '/data/resource', status: 200 }]).at(-1)).toEqual({
      subject: 'address PUT /data/resource',
      status: 'differs',
      actual: 'answered with 200',
    });
  });
});

describe('calls in frames', () => {
  const frames: SeenFrame[] = [
    { from: 'worker', frame: { type: 'rpc.request', id: '1', method: 'worker.enroll', params: { token: 't' } } },
    { from: 'orchestrator', frame: { type: 'rpc.request', id: '1', method: 'worker.dispatch', params: {} } },
    { from: 'orchestrator', frame: { type: 'rpc.response', id: '1', result: { workerId: 'alpha' } } },
    { from: 'worker', frame: { type: 'rpc.response', id: '1', result: { status: 'success' } } },
  ];

  it('have the answer of the other side, although both sides count from one', () => {
    expect(callsIn(frames)).toEqual([
      { from: 'worker', method: 'worker.enroll', params: { token: 't' }, result: { workerId: 'alpha' } },
      { from: 'orchestrator', method: 'worker.dispatch', params: {}, result: { status: 'success' } },
    ]);
  });

  it('are told by kind without its name', () => {
    expect(kindsIn(frames, 'rpc.response')).toEqual([
      { id: '1', result: { workerId: 'alpha' } },
      { id: '1', result: { status: 'success' } },
    ]);
  });
});

describe('the relay', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  /** Answers each frame with itself, and each request with its path. */
  async function echo(): Promise<Server> {
    const server = createServer((asked, answer) => {
      answer.writeHead(asked.url === '/none' ? 404 : 200);
      asked.pipe(answer);
    });
    new WebSocketServer({ server }).on('connection', (socket) => {
      socket.on('message', (data: Buffer) => socket.send(data.toString('utf8')));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: () => (server.closeAllConnections(), server.close()) });
    return server;
  }

  it('passes frames and requests on, and keeps both', async () => {
    const relay = await SocketRelay.to(((await echo()).address() as AddressInfo).port);
    open.push(relay);
    const socket = new WebSocket(`${relay.url}/?token=x`);
    await once(socket, 'open');
    socket.send('{"type":"rpc.request","id":"7"}');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.toString('utf8')).toBe('{"type":"rpc.request","id":"7"}');
    expect(relay.frames.map(({ from, frame }) => [from, frame.id])).toEqual([
      ['worker', '7'],
      ['orchestrator', '7'],
    ]);

    const http = relay.url.replace('ws:', 'http:');
    const given = await fetch(`${http}/data/resource?x=1`, { method: 'POST', body: 'written' });
    expect(await given.text()).toBe('written');
    expect((await fetch(`${http}/none`)).status).toBe(404);
    expect(relay.requests).toEqual([
      { method: 'POST', path: '/data/resource', status: 200 },
      { method: 'GET', path: '/none', status: 404 },
    ]);
    socket.terminate();
  });
});
