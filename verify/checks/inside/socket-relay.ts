import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { isObject } from './value-types.ts';

/** Which side sent a frame. */
export type Sender = 'worker' | 'orchestrator';

/** A frame on the control socket. */
export interface SeenFrame {
  readonly from: Sender;
  readonly frame: Readonly<Record<string, unknown>>;
}

/** A request of the data plane. */
export interface SeenRequest {
  readonly method: string;
  /** Without what follows a question mark. */
  readonly path: string;
  readonly status: number;
}

/** Stands between workers and their orchestrator, and keeps what passes: frames of sockets, and requests over HTTP. */
export class SocketRelay {
  readonly frames: SeenFrame[] = [];
  readonly requests: SeenRequest[] = [];
  readonly #sockets = new Set<WebSocket>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {}

  /** Starts a relay to a port of this machine. */
  static async to(targetPort: number): Promise<SocketRelay> {
    const server = createServer();
    const relay = new SocketRelay(server, targetPort);
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (worker, asked) => relay.join(worker, asked));
    server.on('request', (asked, answer) => relay.pass(asked, answer));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return relay;
  }

  /** The address that a worker is given instead of the orchestrator's. */
  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#sockets.forEach((socket) => socket.terminate());
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(worker: WebSocket, { url = '/' }: IncomingMessage): void {
    const orchestrator = new WebSocket(`ws://127.0.0.1:${this.targetPort}${url}`);
    const early: Buffer[] = [];
    const sides = [
      ['worker', worker, orchestrator],
      ['orchestrator', orchestrator, worker],
    ] as const;
    for (const [from, one, other] of sides) {
      this.#sockets.add(one);
      one.on('message', (data: Buffer) => {
        this.keep(from, data.toString('utf8'));
        if (other.readyState === WebSocket.CONNECTING) {
          early.push(data);
        } else {
          other.send(data.toString('utf8'));
        }
      });
      // A worker that is killed and an orchestrator that stops are part of what is looked at.
      one.on('error', () => undefined);
      one.on('close', () => other.close());
    }
    orchestrator.on('open', () => early.splice(0).forEach((data) => orchestrator.send(data.toString('utf8'))));
  }

  private keep(from: Sender, text: string): void {
    const frame: unknown = JSON.parse(text);
    if (isObject(frame)) {
      this.frames.push({ from, frame });
    }
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = asked;
    const passed = request({ host: '127.0.0.1', port: this.targetPort, method, path: url, headers }, (given) => {
      const status = given.statusCode ?? 0;
      this.requests.push({ method, path: url.split('?')[0]!, status });
      answer.writeHead(status, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }
}
