import { existsSync } from 'node:fs';
import path from 'node:path';
import { assertPortFree, parsePort } from './lib/port.ts';
import { projectRoot } from './lib/project-root.ts';
import { main, run } from './lib/run.ts';

/** Serves the built site on `PORT` (3000 when unset). */
export async function serve(): Promise<number> {
  if (!existsSync(path.join(projectRoot, 'build', 'index.html'))) {
    throw new Error('There is no built site yet. Build it first: npm run build');
  }
  const port = parsePort(process.env.PORT);
  await assertPortFree(port);
  console.log(`Serving the portal at http://localhost:${port} (Ctrl-C stops it)`);
  return run('docusaurus', ['serve', '--no-open', '--port', String(port)]);
}

if (process.argv[1] === import.meta.filename) {
  await main(serve);
}
