import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import type { Scratch } from '../../harness/index.ts';
import { bounded } from '../../stage/bounded.ts';
import { BehaviorStage, makeTemplate } from '../behaviors/stage.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes/index.ts';
import { SceneStage } from './stage.ts';
import { StoredRecordings } from './stored.ts';

/** Longer than most scenes take on a busy machine. */
const USUAL_TIMEOUT_MS = 5_400_000;

const findings = findingsOf('recordings');

/** A scene with the recordings that the program's release has of it. */
interface Planned {
  readonly id: string;
  readonly scene: Scene;
  readonly makes: readonly string[];
}

/**
 * Stages again what recordings show that no other check makes, and says which of them do not end as recorded. One
 * scene after the other, so that what is recorded is not slowed down by others.
 */
export const recordingsCheck: Check = {
  name: 'recordings',
  async *run(context) {
    const stored = new StoredRecordings(context.root, context.swamp);
    const plan = scenesFor(stored, SCENES, context.scenes);
    if (plan.length === 0) {
      return;
    }
    const template = await makeTemplate(context);
    for (const planned of plan) {
      yield* await play(planned, context, template, stored);
    }
  },
};

/** The scenes that make a recording of the release. */
export function scenesFor(
  stored: Pick<StoredRecordings, 'has'>,
  scenes: Readonly<Record<string, Scene>>,
  asked: readonly string[] | undefined,
): Planned[] {
  return Object.entries(scenes)
    .filter(([id]) => asked === undefined || asked.includes(id))
    .map(([id, scene]) => ({ id, scene, makes: scene.makes.filter((made) => stored.has(made)) }))
    .filter(({ makes }) => makes.length > 0);
}

/** Plays a scene: what it did not come to make is told as well. */
async function play(
  { id, scene, makes }: Planned,
  context: VerifyContext,
  template: Scratch,
  stored: StoredRecordings,
): Promise<Finding[]> {
  context.progress(`recordings: ${id}: ${scene.title}`);
  const behaviors = new BehaviorStage(context, template);
  const stage = new SceneStage(behaviors, stored, makes);
  let reason = 'the scene did not make it';
  try {
    await bounded(scene.play(stage), scene.timeoutMs ?? USUAL_TIMEOUT_MS);
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
    context.progress(`recordings: ${id}: ${reason}`);
  } finally {
    await behaviors.close();
  }
  const made = new Set(stage.made.map(({ subject }) => subject));
  const missing = makes.filter((name) => !made.has(name));
  return [...stage.made, ...missing.map((name) => findings.differs(name, `it is made by the scene ${id}`, reason))];
}
