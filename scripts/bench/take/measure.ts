import { existsSync } from 'node:fs';
import { parseRelease, shortRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { ProcessGroup, ScratchFactory } from '../../../verify/harness/index.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { RELEASE_IN_PATTERN } from '../../take/programs.ts';
import { Staging } from '../../take/staging.ts';
import { releaseToTake, specOf, takeHelp } from '../../take/take.ts';
import type { Measured } from '../measured.ts';
import { rounded } from '../measured.ts';
import { forgetAfter } from './forget.ts';
import { recallOf, timelineOf } from './recall.ts';
import type { Timeline } from './recall.ts';

/** Releases after which all is forgotten, each the last one of its day. */
const FORGOTTEN_AFTER = ['20260711.232311', '20260801.231848', '20260815.023608'] as const;

/** In how many jumps the newest release is reached. */
const JUMPS = [1, 3] as const;

/**
 * Lets copies of the facts forget what came after a release, takes later releases with real programs, and counts what
 * comes back with the right releases.
 *
 * @param programs - pattern of the paths of the programs; nothing is measured without.
 */
export async function measureTake(programs: string | undefined): Promise<Measured> {
  if (programs === undefined) {
    return { notRun: `not run: name programs of several releases as --programs '/opt/swamp-${RELEASE_IN_PATTERN}'` };
  }
  const index = loadReleases(projectRoot);
  const [{ number, last, first }] = index.protocols;
  const known = loadProtocolSpec(projectRoot, number, index);
  const releases = index.releases.slice(index.releases.indexOf(first));
  const there = releases.filter((release) =>
    existsSync(programs.replaceAll(RELEASE_IN_PATTERN, shortRelease(release))),
  );
  if (!there.includes(last)) {
    return { notRun: `not run: there is no program of ${shortRelease(last)}` };
  }
  const figures: Record<string, number> = { 'programs that can be asked': there.length };
  for (const text of FORGOTTEN_AFTER) {
    const after = parseRelease(text)!;
    for (const jumps of JUMPS) {
      const taken = stopsOf(there.slice(there.findIndex((release) => release > after)), jumps);
      const name = `forgotten after ${text.slice(0, 8)}, taken in ${taken.length} of ${jumps} jumps`;
      Object.assign(figures, await measured(name, { known, releases, after, taken, programs }));
    }
  }
  return { figures };
}

/** The last of so many stretches of a list. */
function stopsOf(releases: readonly Release[], jumps: number): Release[] {
  const stops = Array.from(
    { length: jumps },
    (_, jump) => releases[Math.ceil(((jump + 1) * releases.length) / jumps) - 1]!,
  );
  return [...new Set(stops)];
}

async function measured(
  name: string,
  {
    known,
    releases,
    after,
    taken,
    programs,
  }: {
    readonly known: ProtocolSpec;
    readonly releases: readonly Release[];
    readonly after: Release;
    readonly taken: readonly Release[];
    readonly programs: string;
  },
): Promise<Record<string, number>> {
  const started = performance.now();
  const staging = Staging.open(projectRoot);
  const context = { scratches: new ScratchFactory(), processes: new ProcessGroup(), progress: () => undefined };
  const tags = releases.map((release) => known.index.tags.get(release)!).join('\n');
  let reworded = 0;
  try {
    forgetAfter(staging.root, after);
    for (const release of taken) {
      const swamp = programs.replaceAll(RELEASE_IN_PATTERN, shortRelease(release));
      const { plan } = await takeHelp(await releaseToTake({ swamp, programs, tags }, staging.root, context), staging);
      reworded += plan.rewordings.length;
    }
    const result = recallOf(
      timelineOf(known, releases),
      timelineOf(specOf(staging, known.protocol.number), releases),
      after,
    );
    const undated = recallOf(
      undatedAfter(timelineOf(known, releases), after),
      undatedAfter(timelineOf(specOf(staging, known.protocol.number), releases), after),
      after,
    );
    result.missing.forEach((entry) => console.error(`${name}: missing ${entry}`));
    result.invented.forEach((entry) => console.error(`${name}: came instead ${entry}`));
    result.falsified.forEach((entry) => console.error(`${name}: FALSIFIED ${entry}`));
    return {
      [`${name}: changes that help can tell`]: result.known,
      [`${name}: came back at their release, %`]: percent(result.found, result.known),
      [`${name}: came back at any release, %`]: percent(undated.found, undated.known),
      [`${name}: older facts falsified`]: result.falsified.length,
      [`${name}: help texts that read otherwise, told in the report`]: reworded,
      [`${name}: seconds`]: rounded((performance.now() - started) / 1000),
    };
  } finally {
    context.processes.killAll(context.scratches.roots());
    context.scratches.removeAll();
    staging.remove();
  }
}

/** The same changes, as if all that came later had come at once: what is found counts, and not at which release. */
function undatedAfter(changes: Timeline, after: Release): Timeline {
  return new Map(
    [...changes].map(([name, steps]) => [
      name,
      steps.map(({ since, shape }) => ({ since: since > after ? ('99991231.000000.0' as Release) : since, shape })),
    ]),
  );
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : rounded((part / whole) * 100);
}
