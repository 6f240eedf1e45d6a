import { spawnSync } from 'node:child_process';
import { NOT_RUN } from '../lib/exit-codes.ts';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';
import { readAuditReport } from './audit-report.ts';

/** How long the registry may take, in milliseconds. */
const PATIENCE_MS = 60_000;

// Asks the registry for known weaknesses of the locked packages; 0 none that is serious, 1 some, 77 not run.
await main(async () => {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--json', '--audit-level', 'high'], {
    cwd: projectRoot,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  const outcome = readAuditReport(stdout || stderr || '');
  switch (outcome.kind) {
    case 'clean':
      console.log('No locked package has a known weakness of high or critical severity.');
      return 0;
    case 'found':
      console.error(outcome.lines.join('\n'));
      return 1;
    case 'not-run':
      console.log(`not run: the registry gave no audit (${outcome.reason})`);
      return NOT_RUN;
  }
});
