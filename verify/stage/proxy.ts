import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A connection through the proxy: the worker's socket and the one to the orchestrator. */
interface Pair {
  readonly inner: Socket;
  readonly outer: Socket;
}

/**
 * A TCP proxy on loopback between a worker and its orchestrator, which can break the network in
 * between in two ways.
 */
export class NetworkProxy {
  private readonly pairs = new Set<Pair>();
  /** Kept apart from `pairs`: the orchestrator still believes in them. */
  private readonly frozen = new Set<Pair>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {}

  /**
   * Starts a proxy to a port of this machine.
   *
   * @param port - where it listens; any free port when absent.
   */
  static async to(targetPort: number, port = 0): Promise<NetworkProxy> {
    const server = createServer();
    const proxy = new NetworkProxy(server, targetPort);
    server.on('connection', (outer) => proxy.join(outer));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The address that a worker is given instead of the orchestrator's. */
  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Ends every connection on both sides, as a restarted router does; new ones pass. */
  cut(): void {
    for (const pair of [...this.pairs, ...this.frozen]) {
      pair.inner.destroy();
      pair.outer.destroy();
    }
  }

  /**
   * Stops forwarding on every present connection without closing it, as when a machine loses its
   * power: the orchestrator hears nothing more and is not told that the worker is gone. New
   * connections pass.
   */
  freeze(): void {
    for (const pair of this.pairs) {
      this.pairs.delete(pair);
      this.frozen.add(pair);
      pair.outer.unpipe(pair.inner);
      pair.inner.unpipe(pair.outer);
      // Reading on keeps the kernel from telling the sender that nobody listens.
      pair.outer.resume();
      pair.inner.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(outer: Socket): void {
    const pair: Pair = { outer, inner: connect({ port: this.targetPort, host: '127.0.0.1', allowHalfOpen: true }) };
    this.pairs.add(pair);
    for (const [one, other] of [
      [pair.outer, pair.inner],
      [pair.inner, pair.outer],
    ] as const) {
      one.pipe(other, { end: false });
      // A broken connection is what this proxy is for.
      one.on('error', () => undefined);
      one.on('end', () => this.pass(pair, () => other.end()));
      one.on('close', () => {
        this.pass(pair, () => other.destroy());
        this.pairs.delete(pair);
      });
    }
  }

  /** Passes an end on, unless the connection is frozen. */
  private pass(pair: Pair, action: () => void): void {
    if (!this.frozen.has(pair)) {
      action();
    }
  }
}
