import { commandsOfChange } from '../../src/facts/commands-of-change.ts';
import { changesPage, stretchOf } from '../../src/facts/change-pages.ts';
import type { Change, ReleaseChanges } from '../../src/facts/changes.ts';
import { audienceOf, impactOf } from '../../src/facts/difference-groups.ts';
import type { Audience, Impact } from '../../src/facts/difference-groups.ts';
import { gapsIn } from '../../src/facts/gaps.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { shortRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { parseYaml } from '../../src/facts/yaml-source.ts';
import { folderOfPages } from '../../src/markdown/tree/version-tree.ts';
import type { Finding } from '../../verify/check.ts';
import { CHECK_NAMES } from '../../verify/check.ts';
import type { CheckedRelease } from './check-taken.ts';
import type { EndedBehavior } from './take-behaviors.ts';
import { nameOf } from './plan-help.ts';
import type { SeenChange } from './plan-help.ts';
import type { Staging } from './staging.ts';
import { releaseOfTag } from './take.ts';
import type { ReleaseToTake, TakenHelp } from './take.ts';

/** All that is told of a release that was taken. */
export interface Told {
  readonly taken: ReleaseToTake;
  readonly help: TakenHelp;
  readonly checked: CheckedRelease;
  /** What the new releases changed, newest first. */
  readonly changes: readonly ReleaseChanges[];
  /** The facts as they are now. */
  readonly spec: ProtocolSpec;
  readonly staging: Staging;
}

/** What was done, and what is left to a person. */
export interface TakeReport {
  /** Markdown, as the text of a pull request. */
  readonly text: string;
  /** How many places wait for a person. */
  readonly waiting: number;
}

/** Tells what taking a release wrote, what waits for a person, and what nobody checked. */
export function reportOf(told: Told): TakeReport {
  const { taken, changes, staging } = told;
  const words = wordsMissing(staging);
  const waiting = personsWork(told);
  if (changes.length === 0 && words.length + waiting.length === 0) {
    return { text: `${titleOf(told)} changed nothing that was checked (${checkedWords(told)}).\n`, waiting: 0 };
  }
  const { program, base, tags } = taken;
  const between = tags.length - 1;
  return {
    text: [
      `# ${titleOf(told)}`,
      '',
      `It follows ${shortRelease(base)}, ${between === 0 ? 'with no known release in between' : `with ${count(between, 'release')} in between`}, and runs on ${program.runtime ?? 'an unknown runtime'}. ${checkedWords(told)}.`,
      ...section('What changed', changeLines(told)),
      ...section('Waits for words', words),
      ...section('Waits for a person', waiting),
      ...section('Not checked', notChecked(told)),
      ...section(
        'Written',
        staging.changed().map(({ file, how }) => `- \`${file}\`${how === 'new' ? ' (new)' : ''}`),
      ),
      ...section('Pages that change', pagesThatChange(told)),
      '',
    ].join('\n'),
    waiting: words.length + waiting.length,
  };
}

function titleOf({ taken: { program } }: Told): string {
  return `Release ${shortRelease(program.release)} of protocol ${program.protocol.number}`;
}

function checkedWords({ checked }: Told): string {
  const verified = checked.verified
    ? '`verified` is moved to it'
    : `\`verified\` stays: ${checked.reason ?? 'not all agrees'}`;
  return `checked: ${checked.checks.join(', ')}; ${verified}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

const AUDIENCES: Readonly<Record<Audience, string>> = {
  operators: 'Operators',
  authors: 'Workflow authors',
  internals: 'Only the two programs',
};

/** What asks most of a reader comes first. */
const IMPACTS: readonly Impact[] = ['breaking', 'changed', 'new'];

function changeLines(told: Told): string[] {
  const { changes: releases, spec } = told;
  const all = releases.flatMap(({ release, changes }) => changes.map((change) => ({ release, change })));
  return (Object.keys(AUDIENCES) as Audience[]).flatMap((audience, index) => {
    const own = all.filter(({ change }) => audienceOf(change, spec, spec) === audience);
    const lines = IMPACTS.flatMap((impact) =>
      own
        .filter(({ change }) => impactOf(change) === impact)
        .map(
          ({ release, change }) => `- **${impact}** ${changeWords(change)} (${releaseWords(release, change, told)})`,
        ),
    );
    return lines.length === 0 ? [] : [...(index === 0 ? [] : ['']), `**${AUDIENCES[audience]}**`, '', ...lines];
  });
}

const KINDS: Readonly<Record<Change['kind'], string>> = { appeared: 'came', changed: 'changed', went: 'went' };

function changeWords({ kind, area, name, owners, differences }: Change): string {
  const of = owners.length === 0 ? '' : ` of ${owners.map((owner) => `\`${owner}\``).join(', ')}`;
  const otherwise = differences.map(
    ({ property, before, after }) => `${property} from ${quoted(before)} to ${quoted(after)}`,
  );
  return `${area} \`${name}\`${of} ${KINDS[kind]}${otherwise.length === 0 ? '' : `: ${otherwise.join(', ')}`}`;
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'nothing' : `"${text}"`;
}

/** The release of a change, or the two between which it lies. */
function releaseWords(release: Release, change: Change, { help, checked }: Told): string {
  const seen = [
    ...help.plan.changes.map((one) => ({ ...one, since: one.dates.since, names: namesOfSeen(one) })),
    ...checked.outputs.written.map((one) => ({ ...one, names: [one.change.name] })),
    ...checked.messages.written.map((one) => ({ ...one, names: [one.id] })),
  ];
  const open = seen.find(
    ({ exact, since, names }) => !exact && since === release && names.some((name) => isNameIn(name, change)),
  );
  return open === undefined
    ? shortRelease(release)
    : `after ${shortRelease(open.last)}, at the latest with ${shortRelease(release)}`;
}

/** A field is listed under its whole path, and a reaction under the message that it belongs to. */
function isNameIn(name: string, change: Change): boolean {
  return (
    change.name === name ||
    (change.area === 'output field' && change.name.endsWith(`.${name}`)) ||
    (change.area === 'reaction' && change.owners.includes(name))
  );
}

/** What a change is listed under: its own name, and that of the variable which came with it. */
function namesOfSeen({ command, change }: SeenChange): string[] {
  if (change.of === 'command') {
    return [command];
  }
  const variable = change.of === 'flag' && change.kind !== 'went' ? change.option.env : undefined;
  return [nameOf(change), ...(variable === undefined ? [] : [variable])];
}

function wordsMissing(staging: Staging): string[] {
  return staging
    .changed()
    .filter(({ file }) => file.startsWith('spec/') && file.endsWith('.yaml'))
    .flatMap(({ file }) => gapsIn(parseYaml(file, staging.read(file))))
    .map(({ file, line, whatToWrite }) => `- \`${file}:${line}\`: ${whatToWrite}`);
}

function personsWork({ help, checked, taken, spec, changes, staging }: Told): string[] {
  const { outputs, messages, rows, behaviors } = checked;
  const differing = checked.findings.filter(({ status }) => status === 'differs');
  return [
    ...behaviors.written.map((ended) => `- ${endedWords(ended)} ${placesOfEnded(ended, spec, staging)}`),
    ...[help, outputs, messages, rows, behaviors].flatMap(({ undecided }) =>
      undecided.map((sentence) => `- ${sentence}`),
    ),
    ...(spec.protocol.ended && changes.length > 0
      ? ['- the next protocol is open already, and has none of this: write it into its folder in `spec/`, too.']
      : []),
    ...[...takenOver(help)].map(
      (what) => `- ${what} has the description of its form before: read whether it still holds.`,
    ),
    ...differing.map(
      (finding) =>
        `- differs: ${finding.check} · ${finding.subject}${placeWords(finding)}, expected ${oneLine(finding.expected)}, actual ${oneLine(finding.actual)}`,
    ),
    ...help.plan.rewordings.map(
      ({ command, flag, last, since, before, after }) =>
        `- the help of \`${command} ${flag}\` reads otherwise ${last === taken.base ? 'since' : `after ${shortRelease(last)}, with`} ${shortRelease(since)}: "${before}" became "${after}". See whether the fact still holds.`,
    ),
  ];
}

function endedWords({ id, kind, last, since, exact }: EndedBehavior): string {
  const release = exact
    ? `with ${shortRelease(since)}`
    : `after ${shortRelease(last)}, at the latest with ${shortRelease(since)}`;
  return kind === 'rule' ? `rule \`${id}\` ended ${release}.` : `known problem \`${id}\` is gone ${release}.`;
}

/** Where pages of the protocol still say it. */
function placesOfEnded({ id, kind }: EndedBehavior, { protocol }: ProtocolSpec, staging: Staging): string {
  const folder = folderOfPages(protocol);
  if (kind === 'problem') {
    return `See its section in \`${folder}/operators/known-problems/${id.split('#')[0]!}.mdx\`.`;
  }
  const places = staging.linesWith(`<Rule id="${id}"`, folder).map(({ file, line }) => `\`${file}:${line}\``);
  return places.length === 0 ? 'No page says it.' : `Pages say it: ${places.join(', ')}.`;
}

/** Flags and arguments of which only what the help tells changed. */
function takenOver({ plan }: TakenHelp): Set<string> {
  return new Set(
    plan.changes.flatMap(({ command, change }) =>
      change.of !== 'command' && change.kind === 'changed' ? [`\`${command} ${nameOf(change)}\``] : [],
    ),
  );
}

function placeWords({ file, line }: Finding): string {
  return file === undefined ? '' : ` (\`${file}${line === undefined ? '' : `:${line}`}\`)`;
}

function oneLine(text = ''): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return `"${words.length > 200 ? `${words.slice(0, 200)}…` : words}"`;
}

function notChecked({ taken, help, checked }: Told): string[] {
  const { programs, base, tags } = taken;
  const left = CHECK_NAMES.filter((name) => !checked.checks.includes(name));
  const silent = tags
    .slice(0, -1)
    .map(releaseOfTag)
    .filter((release) => !programs.has(release));
  const { outputs, messages, rows, behaviors } = checked;
  const dated = [help.plan.changes, ...[outputs, messages, rows, behaviors].map(({ written }) => written)].flat();
  const open = dated.filter(({ exact }) => !exact).length;
  const notRun = checked.findings.filter(({ status }) => status === 'not-run');
  const reasons = [...new Set(notRun.map(({ check, reason }) => `${check}: ${reason ?? 'no reason given'}`))];
  return [
    ...(left.length === 0 ? [] : [`- The checks that did not run: ${left.join(', ')}.`]),
    ...(open === 0
      ? []
      : [`- ${count(open, 'change')} can be older than it is written: no program of the releases in between told.`]),
    ...(silent.length === 0 ? [] : [`- No program of ${count(silent.length, 'release')} in between was asked.`]),
    ...[...programs.unfit].map(([release, why]) => `- The program of ${shortRelease(release)} was of no use: ${why}`),
    ...(programs.has(base)
      ? []
      : [`- Whether help texts read otherwise: there is no program of ${shortRelease(base)}.`]),
    ...(tags.length === 1 ? [] : ['- What came and went again between two releases that were asked.']),
    ...reasons.map(
      (reason) =>
        `- ${reason} (${notRun.filter((one) => `${one.check}: ${one.reason ?? 'no reason given'}` === reason).length})`,
    ),
  ];
}

function pagesThatChange({ changes, spec, staging, checked }: Told): string[] {
  const pages = new Set(changes.flatMap((release) => pagesOf(release, spec, staging)));
  return [...pages, ...(checked.verified ? ['/verification'] : [])].map((page) => `- \`${page}\``);
}

function pagesOf({ release, changes }: ReleaseChanges, spec: ProtocolSpec, staging: Staging): string[] {
  const { pathName } = spec.protocol;
  const commands = changes.flatMap((change) => commandsOfChange(change, spec));
  const reference = commands.map((command) => `reference/cli/${command.replaceAll(' ', '-')}`);
  const areas = new Set(changes.map(({ area }) => area));
  return [
    changesPage(stretchOf(release)),
    ...reference.filter((page) => staging.has(`${folderOfPages(spec.protocol)}/${page}.mdx`)),
    ...(areas.has('global option') ? ['reference/cli/global-options'] : []),
    ...(areas.has('environment variable') ? ['reference/environment-variables'] : []),
    ...(areas.has('output field') || areas.has('output') ? ['reference/output-schemas'] : []),
    ...(areas.has('message') || areas.has('reaction') ? ['reference/messages'] : []),
  ].map((page) => `/${pathName}/${page}`);
}
