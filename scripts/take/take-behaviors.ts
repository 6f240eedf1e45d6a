import { loadBehaviors, loadKnownProblems } from '../../src/facts/behaviors.ts';
import { gap } from '../../src/facts/gaps.ts';
import { isInSpan, shortRelease } from '../../src/facts/release.ts';
import type { Release, ReleaseSpan } from '../../src/facts/release.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { REPAIRED_FILE } from '../../src/facts/repaired.ts';
import { parseYaml } from '../../src/facts/yaml-source.ts';
import { askedOnce } from './asked-once.ts';
import { editYaml } from './edit-yaml.ts';
import type { Edit } from './edit-yaml.ts';
import type { SeenBehaviors } from './seen-behaviors.ts';
import type { Staging } from './staging.ts';
import { stepsBetween } from './steps-between.ts';

/** What is known of the behavior of a release, and of those between it and the newest known one. */
export interface BehaviorsToTake {
  readonly base: Release;
  readonly taken: Release;
  readonly seen: SeenBehaviors;
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** What a release shows in some scenarios, also the taken one once more; undefined where that cannot be told. */
  seenAt(release: Release, scenarios: readonly string[]): Promise<SeenBehaviors | undefined>;
}

/** A rule or a known problem that ended, and the two releases between which it did. */
export interface EndedBehavior {
  readonly id: string;
  readonly kind: 'rule' | 'problem';
  /** The last release that is known to have it. */
  readonly last: Release;
  /** The first release that is known not to have it. */
  readonly since: Release;
  /** Whether no release lies between. */
  readonly exact: boolean;
}

/** What taking the behavior of a release wrote into the copy. */
export interface TakenBehaviors {
  readonly written: readonly EndedBehavior[];
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** A rule or a known problem with its place. */
interface Entry extends ReleaseSpan {
  readonly id: string;
  readonly kind: EndedBehavior['kind'];
  readonly file: string;
  /** Position in the list of its file. */
  readonly position: number;
}

/**
 * Ends in the copy the rules that a release does not keep, and the known problems that it does not have. What it does
 * now is left to a person, in marked gaps.
 */
export async function takeBehaviors(behaviors: BehaviorsToTake, staging: Staging): Promise<TakenBehaviors> {
  const { base, taken, seen, between } = behaviors;
  const entries = entriesAt(base, staging);
  const suspects = seen.gone().filter((id) => entries.has(id));
  if (suspects.length === 0) {
    return { written: [], undecided: [] };
  }
  const scenarios = [...new Set(suspects.map((id) => seen.of(id)!.scenario))];
  const seenAt = askedOnce((release: Release) => behaviors.seenAt(release, scenarios));
  const holdsAt = async (release: Release, id: string): Promise<boolean | undefined> =>
    (await seenAt(release))?.of(id)?.holds;
  const releases = [base, ...between, taken];
  const written: EndedBehavior[] = [];
  const undecided: string[] = [];
  for (const id of suspects) {
    const { kind } = entries.get(id)!;
    const name = `${kind === 'rule' ? 'rule' : 'known problem'} \`${id}\``;
    // One run alone may have met a machine that was too busy.
    if ((await holdsAt(taken, id)) !== false) {
      undecided.push(`${name}: it was seen to be gone once, and not when its scenario was played again.`);
      continue;
    }
    if ((await holdsAt(base, id)) === false) {
      undecided.push(`${name}: the facts differ from ${base} already. Correct them for that release first.`);
      continue;
    }
    const steps = await stepsBetween<boolean>({
      from: { release: base, value: true },
      to: { release: taken, value: false },
      between,
      valueAt: (release) => holdsAt(release, id),
      same: (a, b) => a === b,
    });
    const [{ last, first: since }, ...others] = steps as [(typeof steps)[number], ...typeof steps];
    if (others.length > 0) {
      undecided.push(`${name}: it went with ${since}, came back and went again. Write its spans.`);
      continue;
    }
    written.push({ id, kind, last, since, exact: releases.indexOf(since) === releases.indexOf(last) + 1 });
  }
  write(
    written.map((ended) => ({ ended, entry: entries.get(ended.id)!, scenario: seen.of(ended.id)!.scenario })),
    releases,
    staging,
  );
  return { written, undecided };
}

/** Rules and known problems that hold at a release, by id. */
function entriesAt(release: Release, staging: Staging): ReadonlyMap<string, Entry> {
  const index = loadReleases(staging.root);
  const problems = loadKnownProblems(staging.root, index);
  const rules = loadBehaviors(staging.root, index, 'allowed');
  const all = [
    ...problems.map((problem, position): Entry => ({ ...problem, id: problem.entry, kind: 'problem', position })),
    ...rules.map((rule): Entry => {
      const position = rules.filter(({ file }) => file === rule.file).indexOf(rule);
      return { ...rule, kind: 'rule', position };
    }),
  ];
  return new Map(all.filter((entry) => isInSpan(release, entry)).map((entry) => [entry.id, entry]));
}

/** What ended, with its entry and the scenario that told. */
interface Ending {
  readonly ended: EndedBehavior;
  readonly entry: Entry;
  readonly scenario: string;
}

function write(endings: readonly Ending[], releases: readonly Release[], staging: Staging): void {
  // All edits of a file at once: each names its place by how the file was before.
  for (const file of new Set(endings.map(({ entry }) => entry.file))) {
    const edits = endings.filter(({ entry }) => entry.file === file).flatMap((ending) => editsOf(ending, releases));
    staging.write(file, editYaml(staging.read(file), edits));
  }
  const problems = endings.filter(({ entry }) => entry.kind === 'problem');
  if (problems.length > 0 && staging.has(REPAIRED_FILE)) {
    const text = staging.read(REPAIRED_FILE);
    const { defects } = parseYaml(REPAIRED_FILE, text).value as { readonly defects: readonly { id: string }[] };
    const edits = problems.map(repairOf).filter(({ id }) => !defects.some((defect) => defect.id === id));
    staging.write(
      REPAIRED_FILE,
      editYaml(
        text,
        edits.map((value): Edit => ({ kind: 'add-item', list: ['defects'], after: defects.length - 1, value })),
      ),
    );
  }
}

/** Ends an entry. In the place of a rule stands another one, of which only the releases are known. */
function editsOf({ ended, entry, scenario }: Ending, releases: readonly Release[]): Edit[] {
  const list = entry.kind === 'rule' ? 'rules' : 'problems';
  const until = releases[releases.indexOf(ended.since) - 1]!;
  const end: Edit = { kind: 'add-key', map: [list, entry.position], key: 'until', value: until };
  const next = {
    id: `${entry.id}-since-${shortRelease(ended.since).replace('.', '-')}`,
    statement: gap('what is so now in place of the rule before, with an id for it that its scenario tells of.'),
    since: ended.since,
    proof: { scenario },
  };
  return entry.kind === 'problem'
    ? [end]
    : [end, { kind: 'add-item', list: [list], after: entry.position, value: next }];
}

/** The repair of a known problem, for the readers of older releases. */
function repairOf({ ended, entry }: Ending): { readonly id: string } & Readonly<Record<string, unknown>> {
  const [page, anchor] = entry.id.split('#') as [string, string];
  return {
    id: anchor.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''),
    area: gap(`the area of ${entry.id}; and say on its page known-problems/${page}.mdx which releases have it`),
    ...(entry.since === undefined ? {} : { since: entry.since }),
    repaired: ended.since,
    problem: gap('the defect as a heading would say it; or take this entry away, should it be no repair'),
    effect: gap('what it does, and how one knows it'),
    commits: [gap('the commits of the program that repaired it')],
  };
}
