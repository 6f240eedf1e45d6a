import { createServer } from 'node:net';

const handedOut = new Set<number>();

/**
 * A TCP port of the loopback interface on which nothing listens.
 *
 * Nothing keeps another program from taking it meanwhile, so use it at once. The same port is not
 * given twice in one run.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await portOfTheSystem();
    if (!handedOut.has(port)) {
      handedOut.add(port);
      return port;
    }
  }
}

function portOfTheSystem(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') {
          reject(new Error('The system gave no free port on 127.0.0.1.'));
          return;
        }
        resolve(address.port);
      });
    });
  });
}
