import path from 'node:path';
import { ensureNginx, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { assertPortFree, parsePort } from '../lib/port.ts';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';
import { readBuiltSite } from './built-site.ts';

// Serves the built site on `PORT` (3000 when unset) as it is deployed: nginx, headers, compression.
await main(async () => {
  if (ensureNginx() === undefined) {
    throw new Error(`The site was not served: ${NO_NGINX.replace('not run: ', '')}`);
  }
  const port = parsePort(process.env.PORT);
  await assertPortFree(port);
  const { baseUrl } = readBuiltSite(path.join(projectRoot, 'build'));
  const nginx = await startNginx({ port });
  console.log(`Serving the portal as deployed at ${nginx.origin}${baseUrl} (Ctrl-C stops it)`);
  const ended = new Promise<void>((resolve) => nginx.process.once('exit', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void nginx.stop());
  }
  await ended;
  await nginx.stop();
  return 0;
});
