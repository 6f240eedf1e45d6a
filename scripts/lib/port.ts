import { createServer } from 'node:net';

/** Where the site is served when nothing else is asked for. */
const DEFAULT_PORT = 3000;

/**
 * Reads the port from a text such as the variable `PORT`.
 *
 * @throws Error that says what a port is.
 */
export function parsePort(value: string | undefined): number {
  if (value === undefined || value === '') {
    return DEFAULT_PORT;
  }
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port < 1 || port > 65_535) {
    throw new Error(`PORT is '${value}', but a port is a number from 1 to 65535.`);
  }
  return port;
}

/**
 * Makes sure that nothing listens on a port yet.
 *
 * @throws Error that tells how to choose another port.
 */
export async function assertPortFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`)
          : new Error(`Port ${port} cannot be used: ${error.message}`),
      );
    });
    probe.listen(port, 'localhost', () => probe.close(() => resolve()));
  });
}
