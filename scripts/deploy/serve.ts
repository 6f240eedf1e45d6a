import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNginx, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { assertPortFree, parsePort } from '../lib/port.ts';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';
import { readBuiltSite } from './built-site.ts';

const USAGE = `npm run deploy:serve -- [--uncompressed]

Serves the built site on PORT (3000 when unset) as it is deployed: nginx, headers, compression.

  --uncompressed  leaves out the compressed copies, which take most of the time before it serves`;

await main(async () => {
  const { uncompressed } = optionsIn(process.argv.slice(2));
  if (ensureNginx() === undefined) {
    throw new Error(`The site was not served: ${NO_NGINX.replace('not run: ', '')}`);
  }
  const port = parsePort(process.env.PORT);
  await assertPortFree(port);
  const { baseUrl } = readBuiltSite(path.join(projectRoot, 'build'));
  const nginx = await startNginx({ port, compressed: !uncompressed });
  console.log(`Serving the portal as deployed at ${nginx.origin}${baseUrl} (Ctrl-C stops it)`);
  const ended = new Promise<void>((resolve) => nginx.process.once('exit', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void nginx.stop());
  }
  await ended;
  await nginx.stop();
  return 0;
});

function optionsIn(args: string[]): { readonly uncompressed: boolean } {
  try {
    return parseArgs({ args, options: { uncompressed: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}
