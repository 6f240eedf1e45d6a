import path from 'node:path';
import type { Release } from '../../src/facts/release.ts';
import { loadReleases, protocolByNumber } from '../../src/facts/releases.ts';
import { CHECK_NAMES } from '../../verify/check.ts';
import type { CheckName, Finding, Swamp, VerifyContext } from '../../verify/check.ts';
import { CHECKS } from '../../verify/checks/index.ts';
import type { ProgramKind } from '../../verify/program-kind.ts';
import { keepFigures } from '../../verify/record/figures.ts';
import { folderOfRecordings, RecordingWriter } from '../../verify/record/writer.ts';
import { resultOf } from '../../verify/report.ts';
import { Hearing } from '../../verify/hearing.ts';
import { runChecks } from '../../verify/run-checks.ts';
import type { ChecksRun } from '../../verify/run-checks.ts';
import { editYaml } from './edit-yaml.ts';
import { editsOfVerified, RELEASES_FILE } from './releases-file.ts';
import { SeenBehaviors } from './seen-behaviors.ts';
import { SeenMessages } from './seen-messages.ts';
import { SeenOutputs } from './seen-outputs.ts';
import { SeenRows } from './seen-rows.ts';
import type { Staging } from './staging.ts';
import { releaseOfTag, specOf } from './take.ts';
import type { ReleaseToTake, TakeContext } from './take.ts';
import { takeBehaviors } from './take-behaviors.ts';
import type { BehaviorsToTake, TakenBehaviors } from './take-behaviors.ts';
import { takeMessages } from './take-messages.ts';
import type { MessagesToTake, TakenMessages } from './take-messages.ts';
import { takeOutputs } from './take-outputs.ts';
import type { TakenOutputs } from './take-outputs.ts';
import { takeRows } from './take-rows.ts';
import type { RowsToTake, TakenRows } from './take-rows.ts';

/** Which checks run, and what is kept of them. */
export interface CheckOptions {
  readonly only: readonly CheckName[];
  /** Record again what the checks record, once all of them agree. */
  readonly record: boolean;
  /** How the program was made, which recordings say. */
  readonly program: ProgramKind;
}

/** What the checks say of the release, against the facts as they are now. */
export interface CheckedRelease {
  readonly checks: readonly CheckName[];
  readonly findings: readonly Finding[];
  /** Whether the pages are proven against it from now on. */
  readonly verified: boolean;
  /** Why they are not, in a sentence. */
  readonly reason?: string | undefined;
  /** What the outputs of the release have otherwise, which is written. */
  readonly outputs: TakenOutputs;
  /** Which messages it prints otherwise, which is written. */
  readonly messages: TakenMessages;
  /** Which rows of the restart table end otherwise, which is written. */
  readonly rows: TakenRows;
  /** Which rules and known problems it ended, which is written. */
  readonly behaviors: TakenBehaviors;
}

/**
 * Holds the edited facts of the copy against the program, and edits those of JSON outputs, of messages, of the restart
 * table and of behavior, which only a run shows. Where every check agrees and is recorded, the release becomes the verified one, with its
 * recordings and figures.
 */
export async function checkTaken(
  taken: ReleaseToTake,
  staging: Staging,
  { only, record, program }: CheckOptions,
  context: TakeContext,
): Promise<CheckedRelease> {
  const releasesBefore = staging.read(RELEASES_FILE);
  if (record) {
    // Recordings are kept of the verified release only: it is one already, should all agree.
    staging.write(
      RELEASES_FILE,
      editYaml(releasesBefore, editsOfVerified(taken.program.release, loadReleases(staging.root))),
    );
  }
  const index = loadReleases(staging.root);
  const { program: taking } = taken;
  const swamp: Swamp = { ...taking, protocol: protocolByNumber(index, taking.protocol.number) };
  const recordings = folderOfRecordings(swamp);
  const recorder =
    record && recordings !== undefined
      ? new RecordingWriter(path.join(staging.root, 'recordings', recordings), swamp, program)
      : undefined;
  const spec = specOf(staging, swamp.protocol.number);
  const hearing = new Hearing(swamp, spec.messages);
  context.processes.onEnd((ended) => hearing.hear(ended));
  const verifyContext: VerifyContext = {
    ...context,
    root: staging.root,
    swamp,
    otherSwamps: [],
    spec,
    hearing,
    placement: { cases: 20, seed: 18 },
    recorder,
  };
  const seen = {
    outputs: new SeenOutputs(),
    messages: new SeenMessages(),
    rows: new SeenRows(),
    behaviors: new SeenBehaviors(),
  };
  let run = await runChecks(
    { ...verifyContext, ...seen },
    only.map((name) => CHECKS[name]),
  );
  const outputs = await takeOutputs(outputsToTake(taken, seen.outputs, verifyContext), staging);
  const messages = await takeMessages(messagesToTake(taken, seen.messages, verifyContext), staging);
  for (const [check, { written }] of [
    ['outputs', outputs],
    ['messages', messages],
  ] as const) {
    if (written.length > 0) {
      run = await runAgain(check, run, { ...verifyContext, spec: specOf(staging, swamp.protocol.number) });
    }
  }
  const behaviors = await takeBehaviors(behaviorsToTake(taken, seen.behaviors, verifyContext), staging);
  const afterMessages = { ...verifyContext, spec: specOf(staging, swamp.protocol.number) };
  const rows = await takeRows(rowsToTake(taken, seen.rows, afterMessages), staging);
  run = { ...run, findings: withoutEnded(run.findings, behaviors, rows) };
  const reason = whyNotVerified(only, run.findings, record);
  if (reason !== undefined) {
    staging.write(RELEASES_FILE, releasesBefore);
    return { checks: only, findings: run.findings, verified: false, reason, outputs, messages, rows, behaviors };
  }
  context.progress(`recordings: ${recorder!.write()}`);
  context.progress(
    `figures: ${keepFigures(staging.root, { swamp, warnings: [], heard: hearing.heard(), ...run }, program)}`,
  );
  return { checks: only, findings: run.findings, verified: true, outputs, messages, rows, behaviors };
}

function outputsToTake(taken: ReleaseToTake, seen: SeenOutputs, context: VerifyContext) {
  return {
    spec: context.spec,
    ...releasesOf(taken),
    seen,
    seenAt: async (release: Release): Promise<SeenOutputs | undefined> => {
      const outputs = new SeenOutputs();
      return (await isShown(taken, release, 'outputs', { ...context, outputs })) ? outputs : undefined;
    },
  };
}

function messagesToTake(taken: ReleaseToTake, seen: SeenMessages, context: VerifyContext): MessagesToTake {
  return {
    spec: context.spec,
    ...releasesOf(taken),
    seen,
    seenAt: async (release, scenarios) => {
      const messages = new SeenMessages(scenarios);
      return (await isShown(taken, release, 'messages', { ...context, messages })) ? messages : undefined;
    },
  };
}

function behaviorsToTake(taken: ReleaseToTake, seen: SeenBehaviors, context: VerifyContext): BehaviorsToTake {
  return {
    ...releasesOf(taken),
    seen,
    seenAt: async (release, scenarios) => {
      const behaviors = new SeenBehaviors();
      const asking = { ...context, scenarios, behaviors };
      return (await isShown(taken, release, 'behaviors', asking)) ? behaviors : undefined;
    },
  };
}

function rowsToTake(taken: ReleaseToTake, seen: SeenRows, context: VerifyContext): RowsToTake {
  return {
    spec: context.spec,
    ...releasesOf(taken),
    seen,
    seenAt: async (release, asked) => {
      const rows = new SeenRows(asked);
      return (await isShown(taken, release, 'lifecycles', { ...context, rows })) ? rows : undefined;
    },
  };
}

/** The release that is taken, the newest known one, and those between them, oldest first. */
function releasesOf({ program, base, tags }: ReleaseToTake) {
  return { base, taken: program.release, between: tags.slice(0, -1).map(releaseOfTag) };
}

/**
 * Lets a check show the observers of the context what a release does.
 *
 * @returns false when there is no program of the release.
 */
async function isShown(
  { program, programs }: ReleaseToTake,
  release: Release,
  check: CheckName,
  context: VerifyContext,
): Promise<boolean> {
  const path = release === program.release ? program.path : await programs.programOf(release);
  if (path === undefined) {
    return false;
  }
  await runChecks({ ...context, swamp: { ...context.swamp, path, release }, hearing: undefined, recorder: undefined }, [
    CHECKS[check],
  ]);
  return true;
}

/** What was seen twice and is written does not differ any more; what ended is no longer stated of the release. */
function withoutEnded(findings: readonly Finding[], behaviors: TakenBehaviors, rows: TakenRows): Finding[] {
  const ended = new Set(behaviors.written.map(({ id }) => id));
  const written = new Set(rows.written.map(({ id }) => id));
  return findings.filter(({ check, subject }) => {
    switch (check) {
      case 'behaviors':
        return !ended.has(subject.replace(/, way round$/, ''));
      case 'lifecycles':
        return !written.has(subject.split(': ')[0]!);
      default:
        return true;
    }
  });
}

/** Lets a check say again what holds, now that its facts are others. */
async function runAgain(check: CheckName, before: ChecksRun, context: VerifyContext): Promise<ChecksRun> {
  const after = await runChecks(context, [CHECKS[check]]);
  const others = before.findings.filter((finding) => finding.check !== check);
  return { findings: [...others, ...after.findings], seconds: new Map([...before.seconds, ...after.seconds]) };
}

function whyNotVerified(only: readonly CheckName[], findings: readonly Finding[], record: boolean): string | undefined {
  if (resultOf(findings) !== 'agrees') {
    return 'something differs, or nothing ran';
  }
  if (only.length < CHECK_NAMES.length) {
    return 'only some checks ran';
  }
  return record ? undefined : 'nothing was recorded, which --record does';
}
