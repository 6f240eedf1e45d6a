import { assertPortFree, parsePort } from './lib/port.ts';
import { main, run } from './lib/run.ts';
import { serve } from './serve.ts';

// The port is tried before the build, so that a taken one shows at once.
await main(async () => {
  await assertPortFree(parsePort(process.env.PORT));
  const built = await run('docusaurus', ['build']);
  return built === 0 ? serve() : built;
});
