import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project-root.ts';
import { main, run } from './lib/run.ts';
import { nestedDocusaurus, withDocusaurus } from './lib/docusaurus-packages.ts';

/** What npm calls the newest development version. */
const CANARY = 'canary';

// Changes package.json and node_modules of the checkout that it runs in: it is for a job, not for a workplace.
await main(async () => {
  const manifestFile = path.join(projectRoot, 'package.json');
  writeFileSync(manifestFile, withDocusaurus(readFileSync(manifestFile, 'utf8'), CANARY));
  // The search box allows Docusaurus 2 and 3 only, so npm must not resolve peers by its own rules.
  const code = await run('npm', ['install', '--legacy-peer-deps', '--no-audit'], {}, projectRoot);
  for (const folder of nestedDocusaurus(projectRoot)) {
    rmSync(folder, { recursive: true, force: true });
    console.log(`Removed a second Docusaurus: ${path.relative(projectRoot, folder)}`);
  }
  return code;
});
