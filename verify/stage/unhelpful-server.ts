import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** The constant of RFC 6455 with which a server proves that it understood the handshake. */
const WEBSOCKET_KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A close frame with code 1008 (policy violation). */
const CLOSE_FRAME = Buffer.from([0x88, 0x02, 0x03, 0xf0]);

/**
 * What a server does with somebody who wants a WebSocket: not answer, open it and say nothing more, open it and close it
 * in good order, or answer with an HTTP status instead.
 */
export type Unhelpfulness = 'does-not-open' | 'says-nothing' | 'closes' | number;

/** A server that is not the orchestrator that a worker hopes for. */
export class UnhelpfulServer {
  private readonly sockets = new Set<Duplex>();

  private constructor(private readonly server: Server) {}

  /**
   * Starts listening on loopback.
   *
   * @param port - any free one when absent.
   */
  static async start(behavior: Unhelpfulness, port = 0): Promise<UnhelpfulServer> {
    const server = createServer();
    const unhelpful = new UnhelpfulServer(server);
    server.on('upgrade', (request, socket) => {
      unhelpful.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.resume();
      if (behavior === 'does-not-open') {
        return;
      }
      if (typeof behavior === 'number') {
        socket.end(`HTTP/1.1 ${behavior} No\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      socket.write(handshake(request.headers['sec-websocket-key'] ?? ''));
      if (behavior === 'closes') {
        socket.write(CLOSE_FRAME);
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return unhelpful;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function handshake(key: string): string {
  const accept = createHash('sha1')
    .update(key + WEBSOCKET_KEY_SUFFIX)
    .digest('base64');
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '',
    '',
  ].join('\r\n');
}
