import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';
import { readBuiltSite } from '../deploy/built-site.ts';
import { measureBuild } from './build-time.ts';
import { measureGrowth } from './growth.ts';
import { measureLighthouse } from './lighthouse.ts';
import type { Measured } from './measured.ts';
import { measureReaction } from './reaction.ts';
import { measureTake } from './take/measure.ts';
import { measureThroughput } from './throughput.ts';

/** What measurements are told by the command line. */
interface BenchOptions {
  readonly programs?: string | undefined;
}

const MEASUREMENTS: Readonly<Record<string, (options: BenchOptions) => Promise<Measured>>> = {
  throughput: measureThroughput,
  build: measureBuild,
  growth: measureGrowth,
  lighthouse: measureLighthouse,
  reaction: measureReaction,
  take: ({ programs }) => measureTake(programs),
};

/** Measurements that look at no built site. */
const WITHOUT_SITE: readonly string[] = ['take'];

// Prints what depends on the machine; `--only` chooses, `--json` also writes a file.
await main(async () => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'string' }, programs: { type: 'string' } },
  });
  const names = values.only?.split(',') ?? Object.keys(MEASUREMENTS);
  const unknown = names.find((name) => !(name in MEASUREMENTS));
  if (unknown !== undefined) {
    throw new Error(`--only names '${unknown}', but the measurements are ${Object.keys(MEASUREMENTS).join(', ')}.`);
  }
  if (!names.every((name) => WITHOUT_SITE.includes(name))) {
    readBuiltSite(path.join(projectRoot, 'build'));
  }
  const results: Record<string, Measured> = {};
  for (const name of names) {
    const measured = await MEASUREMENTS[name]!(values);
    results[name] = measured;
    console.log(`\n${name}`);
    if ('notRun' in measured) {
      console.log(`  ${measured.notRun}`);
    } else {
      Object.entries(measured.figures).forEach(([figure, value]) =>
        console.log(`  ${figure}: ${Number.isNaN(value) ? 'not measured' : value}`),
      );
    }
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
  return 0;
});
