import { parseArgs } from 'node:util';
import { createPatch } from 'diff';
import { checkDrift } from '../src/markdown/drift/check.ts';
import { WHOLE_PAGE } from '../src/markdown/drift/compare.ts';
import type { Difference } from '../src/markdown/drift/compare.ts';
import { loadDrift } from '../src/markdown/drift/load.ts';
import type { Drift } from '../src/markdown/drift/load.ts';
import { formatFault } from '../src/facts/spec-error.ts';
import { projectRoot } from './lib/project-root.ts';
import { main } from './lib/run.ts';

const USAGE = `npm run drift -- [--pages <start>] [--summary]
  Shows, page by page, where the prose of neighboring protocols differs, and why.
  --pages <start>  only pages whose path begins so, such as authors/ or reference/cli/serve
  --summary        names the sections without their text
  Exit code: 0 every difference has a valid entry in spec/drift/, 1 not.`;

await main(async () => {
  const { values } = parseArgs({
    options: { pages: { type: 'string', default: '' }, summary: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const drifts = loadDrift(projectRoot);
  for (const drift of drifts) {
    print(drift, values.pages, values.summary === true);
  }
  const faults = drifts.flatMap((drift) => checkDrift(drift.differences, drift.register, drift));
  for (const fault of faults) {
    console.error(formatFault(fault));
  }
  return faults.length === 0 ? 0 : 1;
});

function print(drift: Drift, start: string, summary: boolean): void {
  const shown = drift.differences.filter(({ page }) => page.startsWith(start));
  console.log(
    `\n# Protocol ${drift.older.protocol.number} to ${drift.newer.protocol.number}: ${shown.length} sections differ`,
  );
  let page: string | undefined;
  for (const difference of shown) {
    if (difference.page !== page) {
      page = difference.page;
      console.log(`\n## ${page}`);
    }
    console.log(`\n### ${headingOf(difference)}\n${reasonOf(difference, drift)}`);
    if (!summary && difference.section !== WHOLE_PAGE) {
      console.log(patchOf(difference, drift));
    }
  }
}

function headingOf({ section, older, newer }: Difference): string {
  const only = older === undefined ? ' (newer only)' : newer === undefined ? ' (older only)' : '';
  return `${section === WHOLE_PAGE ? 'the whole page' : section}${only}`;
}

function reasonOf({ page, section }: Difference, { register }: Drift): string {
  const entry = register.find((candidate) => candidate.page === page && candidate.section === section);
  return entry === undefined ? 'No entry.' : `${entry.because} [${[...entry.releases, ...entry.facts].join('; ')}]`;
}

function patchOf({ section, older = '', newer = '' }: Difference, drift: Drift): string {
  const names = [drift.older, drift.newer].map(({ protocol }) => protocol.label);
  const patch = createPatch(section, `${older}\n`, `${newer}\n`, names[0], names[1], { context: 1 });
  // The first two lines only repeat the section's name.
  return patch.split('\n').slice(2).join('\n').trimEnd();
}
