import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { recordingSchema } from '../../../src/facts/schema/recording.ts';
import { shortRelease } from '../../../src/facts/release.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import type { LaunchContext, Scratch } from '../../harness/index.ts';
import { normalizedRecording } from '../../record/normalized.ts';
import type { ScenarioToRecord } from '../../record/recorder.ts';
import { folderOfRecordings } from '../../record/writer.ts';
import { runAtMost } from '../../stage/pool.ts';
import { differenceBetween } from './compare.ts';
import { makeRepository, TwoMachineLaboratory } from './laboratory.ts';
import { missingFor } from './machines.ts';
import type { Scene } from './scene.ts';
import { groupsFor } from './scenes/index.ts';
import type { SceneGroup } from './scenes/index.ts';

/** Each group has machines of its own, and most of them wait. */
const AT_ONCE = 6;

const findings = findingsOf('network');

/** Plays an orchestrator and a worker on two machines, and compares what they print with the recordings. */
export const networkCheck: Check = {
  name: 'network',
  async *run(context) {
    const groups = groupsFor(context.swamp, context.scenes);
    const reason = whyNone(context);
    if (reason !== undefined) {
      yield* groups.flatMap(({ scenes }) => scenes.map(({ id }) => findings.notRun(id, reason)));
      return;
    }
    const template = await makeRepository(context);
    const jobs = groups.map((group) => () => playGroup(group, context, template));
    for await (const found of runAtMost(AT_ONCE, jobs)) {
      yield* found;
    }
  },
};

function whyNone({ swamp }: VerifyContext): string | undefined {
  return folderOfRecordings(swamp) === undefined
    ? `no recordings are kept of ${shortRelease(swamp.release)}, with which what it prints could be compared`
    : missingFor([]);
}

/**
 * Who mints the server token. The newest programs keep its secret to themselves; then one of the same protocol that is
 * given with `--other-swamp` mints it in the same repository.
 */
function minterFor({ swamp, otherSwamps }: VerifyContext): LaunchContext['swamp'] {
  return otherSwamps.find((other) => other.protocol.number === swamp.protocol.number) ?? swamp;
}

async function playGroup(group: SceneGroup, context: VerifyContext, template: Scratch): Promise<Finding[]> {
  const minter = group.scenes.some(({ serverToken }) => serverToken === true) ? minterFor(context) : undefined;
  const found: Finding[] = [];
  let laboratory: TwoMachineLaboratory | undefined;
  try {
    for (const scene of group.scenes) {
      const missing = missingFor(scene.needs);
      if (missing === undefined) {
        laboratory ??= await TwoMachineLaboratory.open(context, template, minter);
        found.push(await playScene(scene, laboratory));
      } else {
        found.push(findings.notRun(scene.id, missing));
      }
    }
  } catch (error) {
    // The machines themselves could not be made.
    const rest = group.scenes.slice(found.length);
    found.push(...rest.map(({ id }) => findings.differs(id, 'two machines', wordsOf(error))));
  } finally {
    await laboratory?.close();
  }
  return found;
}

async function playScene(scene: Scene, laboratory: TwoMachineLaboratory): Promise<Finding> {
  const { context } = laboratory;
  if (scene.serverToken === true && laboratory.serverToken === undefined) {
    const reason =
      'the program keeps the secret of a server token: give an earlier one of its protocol with --other-swamp';
    return findings.notRun(scene.id, reason);
  }
  context.progress(`network: ${scene.id}: ${scene.title(context.swamp)}`);
  try {
    const { files, processes, note = scene.note } = await bounded(scene.play(laboratory), scene.timeoutMs);
    const played: ScenarioToRecord = {
      id: `two-machines/${scene.id}`,
      title: scene.title(context.swamp),
      note,
      files: [...(files ?? [])],
      processes,
      scratches: [laboratory.scratch],
      ports: [],
      shown: laboratory.shown(),
    };
    context.recorder?.take(played);
    return compareWithKept(scene.id, played, context);
  } catch (error) {
    return findings.differs(scene.id, 'it is played to its end', wordsOf(error));
  } finally {
    await laboratory.clear();
  }
}

function compareWithKept(id: string, played: ScenarioToRecord, { root, swamp }: VerifyContext): Finding {
  const file = path.posix.join('recordings', folderOfRecordings(swamp)!, `${played.id}.yaml`);
  if (!existsSync(path.join(root, file))) {
    return findings.notRun(id, 'nothing is recorded yet with which it could be compared: --record keeps it');
  }
  const kept = recordingSchema.parse(parse(readFileSync(path.join(root, file), 'utf8')));
  const difference = differenceBetween(kept, normalizedRecording(played));
  return difference === undefined
    ? findings.agrees(id, { file })
    : findings.differs(id, difference.expected, difference.actual, { file });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function bounded<Result>(playing: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([playing, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
