import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../lib/project-root.ts';
import { run } from '../lib/run.ts';
import type { Measured } from './measured.ts';

/** Seconds of a build from nothing. */
export async function measureBuild(): Promise<Measured> {
  const out = mkdtempSync(path.join(tmpdir(), 'bench-build-'));
  const started = process.hrtime.bigint();
  const code = await run(
    'docusaurus',
    ['build', '--out-dir', out],
    { DOCUSAURUS_NO_PERSISTENT_CACHE: 'true' },
    projectRoot,
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  rmSync(out, { recursive: true, force: true });
  return code === 0
    ? { figures: { 'build from nothing, s': Number(seconds.toFixed(1)) } }
    : { notRun: 'not run: the site could not be built' };
}
