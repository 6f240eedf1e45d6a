import { findNginx, freePort } from '../../scripts/lib/nginx.ts';

/**
 * Ports of their own, so that a portal that is open for reading, or the tests of another checkout, do not disturb the
 * tests: `TEST_PORT` and the one after it, else two that are free. The processes that run the tests inherit them.
 */
async function choosePort(name: string, wanted: number | undefined): Promise<number> {
  const port = Number(process.env[name] ?? wanted ?? (await freePort()));
  process.env[name] = String(port);
  return port;
}

const asked = process.env.TEST_PORT === undefined ? undefined : Number(process.env.TEST_PORT);

/** Where the built site is served by Docusaurus' own server. */
export const PORT = await choosePort('TEST_PORT', undefined);

/** Where the same site is served as it is deployed. */
export const DEPLOYED_PORT = await choosePort('TEST_DEPLOYED_PORT', asked === undefined ? undefined : asked + 1);

/** The site as nginx serves it, with all headers. */
export const DEPLOYED_ORIGIN = `http://127.0.0.1:${DEPLOYED_PORT}`;

/** Whether there is a server for {@link DEPLOYED_ORIGIN}; a machine of CI must have it. */
export const isDeployed = findNginx() !== undefined || Boolean(process.env.CI);
