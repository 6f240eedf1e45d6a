import { connect } from 'node:net';

/** The head of an answer that was read as it came. */
export interface RawAnswer {
  /** 0 when the server closed the connection without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * Sends bytes to a server and reads until it closes, at most ten seconds. Clients that know HTTP
 * would tidy up what a hostile one sends.
 *
 * @param origin - such as `http://127.0.0.1:8080`.
 */
export async function sendRaw(origin: string, request: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setTimeout(60_000, () => socket.destroy(new Error('no answer within 60 s')));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses a long request closes while it is still being sent.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(Buffer.concat(chunks)) : reject(error),
    );
    socket.on('close', () => resolve(Buffer.concat(chunks)));
  });
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: end < 0 ? '' : text.slice(end + 4),
  };
}

/** Sends one request whose target is not touched, and closes. */
export async function requestRaw(origin: string, target: string, method = 'GET', headers = ''): Promise<RawAnswer> {
  return sendRaw(origin, `${method} ${target} HTTP/1.1\r\nHost: portal.test\r\nConnection: close\r\n${headers}\r\n`);
}
