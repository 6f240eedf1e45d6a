import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';

/** Where the bill of materials is written; it is made anew when it is needed, and not committed. */
const SBOM_FILE = 'sbom.cdx.json';

/**
 * Makes the bill of materials of all locked packages, in CycloneDX.
 *
 * @throws Error with what npm said when it makes none.
 */
export function makeSbom(root: string): string {
  const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(`npm made no bill of materials: ${stderr.trim()}`);
  }
  return stdout;
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const file = path.join(projectRoot, SBOM_FILE);
    writeFileSync(file, makeSbom(projectRoot));
    console.log(`${SBOM_FILE} names every locked package with its version, license and content hash.`);
    return 0;
  });
}
