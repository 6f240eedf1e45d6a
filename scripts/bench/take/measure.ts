import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseRelease, shortRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { ProcessGroup, ScratchFactory } from '../../../verify/harness/index.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { RELEASE_IN_PATTERN } from '../../take/programs.ts';
import { Staging } from '../../take/staging.ts';
import { releaseOfTag, releaseToTake, specOf, takeHelp } from '../../take/take.ts';
import { SeenOutputs } from '../../take/seen-outputs.ts';
import { takeOutputs } from '../../take/take-outputs.ts';
import type { VerifyContext } from '../../../verify/check.ts';
import { CHECKS } from '../../../verify/checks/index.ts';
import { runChecks } from '../../../verify/run-checks.ts';
import type { Measured } from '../measured.ts';
import { rounded } from '../measured.ts';
import { forgetAfter } from './forget.ts';
import { fieldTimelineOf, recallOf, timelineOf } from './recall.ts';
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
  const outputs = new Map<Release, SeenOutputs>();
  for (const release of there) {
    const seen = await outputsOf(release, { known, programs });
    console.error(`outputs of ${shortRelease(release)}: ${seen.whole ? 'seen' : 'SEEN IN PART'}`);
    outputs.set(release, seen);
  }
  for (const text of FORGOTTEN_AFTER) {
    const after = parseRelease(text)!;
    for (const jumps of JUMPS) {
      const taken = stopsOf(there.slice(there.findIndex((release) => release > after)), jumps);
      const name = `forgotten after ${text.slice(0, 8)}, taken in ${taken.length} of ${jumps} jumps`;
      Object.assign(figures, await measured(name, { known, releases, after, taken, programs, outputs }));
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
    outputs,
  }: {
    readonly known: ProtocolSpec;
    readonly releases: readonly Release[];
    readonly after: Release;
    readonly taken: readonly Release[];
    readonly programs: string;
    readonly outputs: ReadonlyMap<Release, SeenOutputs>;
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
      const request = await releaseToTake({ swamp, programs, tags }, staging.root, context);
      const { plan } = await takeHelp(request, staging);
      reworded += plan.rewordings.length;
      await takeOutputs(
        {
          spec: specOf(staging, known.protocol.number),
          base: request.base,
          taken: release,
          seen: outputs.get(release)!,
          between: request.tags.slice(0, -1).map(releaseOfTag),
          seenAt: async (other) => outputs.get(other),
        },
        staging,
      );
    }
    const found = specOf(staging, known.protocol.number);
    return {
      ...recallFigures(`${name}: help`, timelineOf(known, releases), timelineOf(found, releases), after),
      ...recallFigures(
        `${name}: JSON fields`,
        fieldTimelineOf(known, releases),
        fieldTimelineOf(found, releases),
        after,
      ),
      [`${name}: help texts that read otherwise, told in the report`]: reworded,
      [`${name}: seconds`]: rounded((performance.now() - started) / 1000),
    };
  } finally {
    context.processes.killAll(context.scratches.roots());
    context.scratches.removeAll();
    staging.remove();
  }
}

function recallFigures(name: string, known: Timeline, found: Timeline, after: Release): Record<string, number> {
  const result = recallOf(known, found, after);
  const undated = recallOf(undatedAfter(known, after), undatedAfter(found, after), after);
  result.missing.forEach((entry) => console.error(`${name}: missing ${entry}`));
  result.invented.forEach((entry) => console.error(`${name}: came instead ${entry}`));
  result.falsified.forEach((entry) => console.error(`${name}: FALSIFIED ${entry}`));
  return {
    [`${name}: changes that are known`]: result.known,
    [`${name}: came back at their release, %`]: percent(result.found, result.known),
    [`${name}: came back at any release, %`]: percent(undated.found, undated.known),
    [`${name}: older facts falsified`]: result.falsified.length,
  };
}

/**
 * What a program prints, asked once for all cases: the facts as they are known say which commands and flags it has,
 * which taking its help finds out just as well.
 */
async function outputsOf(
  release: Release,
  { known, programs }: { readonly known: ProtocolSpec; readonly programs: string },
): Promise<SeenOutputs> {
  const file = path.resolve(programs.replaceAll(RELEASE_IN_PATTERN, shortRelease(release)));
  const outputs = new SeenOutputs();
  const context: VerifyContext = {
    root: projectRoot,
    swamp: { path: file, version: release, release, protocol: known.protocol },
    otherSwamps: [],
    spec: known,
    scratches: new ScratchFactory(),
    processes: new ProcessGroup(),
    progress: () => undefined,
    placement: { cases: 0, seed: 0 },
    outputs,
  };
  await runChecks(context, [CHECKS.outputs]);
  return outputs;
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
