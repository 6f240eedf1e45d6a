import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { recallOf, timelineOf } from '../../../../scripts/bench/take/recall.ts';
import { forgetAfter } from '../../../../scripts/bench/take/forget.ts';
import type { CommandPage } from '../../../../scripts/take/plan-help.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { specOf as specIn, takeHelp } from '../../../../scripts/take/take.ts';
import type { TakenHelp } from '../../../../scripts/take/take.ts';
import { parseHelp } from '../../../../src/facts/help-page.ts';
import { isInSpan, parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { helpPage } from '../../../support/help-pages.ts';
import { NUMBER, projectAsOf } from '../../../support/project-as-of.ts';

const project = projectAsOf();
afterAll(() => project.remove());

const known = project.spec;
const releases = known.index.releases.filter((release) =>
  isInSpan(release, { since: known.protocol.first, until: known.protocol.last }),
);
const timeline = timelineOf(known, releases);

let staging: Staging;
afterEach(() => staging.remove());

/** What a release prints as the facts know it, in place of its program. */
function printed(release: Release, command: string): CommandPage {
  const fact = known.commands.get(command);
  return fact === undefined || !isInSpan(release, fact.value)
    ? 'no such command'
    : parseHelp(helpPage(known, command, release))!;
}

/** Takes a release after what the copy knows; others between can be asked as `hasProgram` says. */
async function take(release: Release, hasProgram: (release: Release) => boolean): Promise<TakenHelp> {
  const { protocol, index } = specIn(staging, NUMBER);
  const base = protocol.last;
  const tags = known.index.releases
    .filter((other) => isInSpan(other, { until: release }) && !index.releases.includes(other))
    .map((other) => known.index.tags.get(other)!);
  return takeHelp(
    {
      program: { path: '', version: '', release, runtime: 'deno 2.8.3', protocol },
      base,
      tags,
      programs: {
        has: hasProgram,
        unfit: new Map(),
        programOf: async () => undefined,
        helpOf: async (other, command) => printed(other, command),
      },
      helpOf: async (command) => printed(release, command),
    },
    staging,
  );
}

function forgotten(release: string): Release {
  staging = Staging.open(project.root);
  const parsed = parseRelease(release)!;
  forgetAfter(staging.root, parsed);
  return parsed;
}

function recall(after: Release) {
  return recallOf(timeline, timelineOf(specIn(staging, NUMBER), releases), after);
}

const WHOLE = { missing: [], invented: [], falsified: [] };

describe('a portal that forgot what came after a release', { timeout: 600_000 }, () => {
  it.each([
    ['20260711.232311', ['20260822.011157']],
    ['20260801.231848', ['20260822.011157']],
    ['20260815.023608', ['20260822.011157']],
    ['20260801.231848', ['20260807.012712', '20260815.023608', '20260822.011157']],
  ])('%s knows it all again, at the right releases, when it takes %j', async (last, taken) => {
    const after = forgotten(last);
    expect(recall(after).found).toBe(0);
    for (const release of taken) {
      await take(parseRelease(release)!, () => true);
    }
    const result = recall(after);
    expect(result).toMatchObject(WHOLE);
    expect(result.known).toBeGreaterThan(10);
    expect(result.found).toBe(result.known);
  });
});
