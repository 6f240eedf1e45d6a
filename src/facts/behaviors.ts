import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { faultsOfGaps } from './gaps.ts';
import type { GapsHandling } from './load.ts';
import { suggestName } from './nearest.ts';
import { isInSpan } from './release.ts';
import type { Release, ReleaseSpan } from './release.ts';
import type { ReleaseIndex } from './releases.ts';
import { behaviorsFileSchema, knownProblemsFileSchema } from './schema/behavior.ts';
import type { BehaviorEntry, KnownProblemEntry } from './schema/behavior.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

/** Where the rules of all protocols stand, relative to the project: one file for each subject. */
const BEHAVIORS_FOLDER = 'spec/behaviors';

/** Where it stands how each known problem is reproduced, relative to the project. */
const KNOWN_PROBLEMS_FILE = 'spec/known-problems.yaml';

/** Where the verifier has a file for each scenario, relative to the project. */
export const SCENARIOS_FOLDER = 'verify/checks/behaviors/scenarios';

/** Where an entry is written. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** A rule of behavior that pages state. */
export type Behavior = BehaviorEntry & Place & { readonly subject: string };

/** A known problem, with how it is reproduced. */
export type KnownProblem = KnownProblemEntry & Place;

/**
 * Reads the rules of behavior of all protocols.
 *
 * @param root - the project's folder.
 * @returns in the order of the files and of their entries; empty when there are none.
 * @throws {@link SpecError} with file and line of every fault: ids that stand twice, releases, scenarios and recordings
 *   that do not exist, and words that are missing where that is refused.
 */
export function loadBehaviors(root: string, index: ReleaseIndex, gaps: GapsHandling = 'refused'): Behavior[] {
  const folder = path.join(root, BEHAVIORS_FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const scenarios = scenarioNames(root);
  const faults: SpecFault[] = [];
  const behaviors: Behavior[] = [];
  for (const name of files.sort()) {
    const source = readYaml(root, path.join(folder, name));
    const { rules } = parseWith(source, behaviorsFileSchema);
    faults.push(...(gaps === 'refused' ? faultsOfGaps(source) : []));
    for (const [position, rule] of rules.entries()) {
      const at = placesIn(source, ['rules', position]);
      const before = behaviors.find(({ id }) => id === rule.id);
      faults.push(
        ...(before === undefined ? [] : [at('id', `'${rule.id}' stands at ${before.file}:${before.line}, too`)]),
        ...faultsOfSpan(rule, index, at),
        ...faultsOfScenario(rule.proof.scenario, scenarios, (_, message) => at('proof', message)),
        ...missingRecordings(root, rule, index).map((folderName) =>
          at('proof', `there is no recordings/${folderName}/${rule.proof.recording}.yaml`),
        ),
      );
      behaviors.push({ ...rule, subject: path.basename(name, '.yaml'), file: source.file, line: at('id', '').line });
    }
  }
  throwIfAny(faults);
  return behaviors;
}

/**
 * Reads how each known problem is reproduced.
 *
 * @param root - the project's folder.
 * @throws {@link SpecError} with file and line of every fault, as {@link loadBehaviors}.
 */
export function loadKnownProblems(root: string, index: ReleaseIndex): KnownProblem[] {
  const absolute = path.join(root, KNOWN_PROBLEMS_FILE);
  if (!existsSync(absolute)) {
    return [];
  }
  const source = readYaml(root, absolute);
  const { problems } = parseWith(source, knownProblemsFileSchema);
  const scenarios = scenarioNames(root);
  throwIfAny(
    problems.flatMap((problem, position) => {
      const at = placesIn(source, ['problems', position]);
      return [
        ...(problems.findIndex(({ entry }) => entry === problem.entry) === position
          ? []
          : [at('entry', `'${problem.entry}' stands twice`)]),
        ...faultsOfSpan(problem, index, at),
        ...faultsOfScenario(problem.scenario, scenarios, at),
      ];
    }),
  );
  return problems.map((problem, position) => ({
    ...problem,
    file: source.file,
    line: source.lineOf(['problems', position, 'entry']),
  }));
}

type FaultAt = (key: string, message: string) => SpecFault & Place;

function placesIn(source: YamlSource, keys: readonly PropertyKey[]): FaultAt {
  return (key, message) => ({ file: source.file, line: source.lineOf([...keys, key]), message });
}

function faultsOfSpan(span: ReleaseSpan, { tags }: ReleaseIndex, at: FaultAt): SpecFault[] {
  return (['since', 'until'] as const).flatMap((key) => {
    const release: Release | undefined = span[key];
    return release === undefined || tags.has(release)
      ? []
      : [at(key, `${release} is no release of spec/releases.yaml`)];
  });
}

function faultsOfScenario(scenario: string | undefined, known: readonly string[], at: FaultAt): SpecFault[] {
  return scenario === undefined || known.includes(scenario)
    ? []
    : [at('scenario', `the verifier has no scenario '${scenario}'. ${suggestName(scenario, known)}`)];
}

/** A recording shows a rule for the release of which it is: every protocol whose pages may state the rule needs one. */
function missingRecordings(root: string, { proof, ...span }: BehaviorEntry, { protocols }: ReleaseIndex): string[] {
  return protocols
    .filter(({ released, verified }) => proof.recording !== undefined && released && isInSpan(verified, span))
    .map(({ pathName }) => pathName)
    .filter((folder) => !existsSync(path.join(root, 'recordings', folder, `${proof.recording}.yaml`)));
}

function scenarioNames(root: string): string[] {
  const folder = path.join(root, SCENARIOS_FOLDER);
  return existsSync(folder) ? readdirSync(folder).map((name) => path.basename(name, '.ts')) : [];
}

function throwIfAny(faults: readonly SpecFault[]): void {
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
}
