import { findNginx } from '../../scripts/lib/nginx.ts';

/** A port of its own, so that a portal that is open for reading does not disturb the tests. */
export const PORT = Number(process.env.TEST_PORT ?? 3187);

/** Where the same site is served as it is deployed. */
export const DEPLOYED_PORT = PORT + 1;

/** The site as nginx serves it, with all headers. */
export const DEPLOYED_ORIGIN = `http://127.0.0.1:${DEPLOYED_PORT}`;

/** Whether there is a server for {@link DEPLOYED_ORIGIN}; a machine of CI must have it. */
export const isDeployed = findNginx() !== undefined || Boolean(process.env.CI);
