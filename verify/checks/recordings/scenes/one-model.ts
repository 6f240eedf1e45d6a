import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { until } from '../../behaviors/stage.ts';
import { startInShell } from '../run-again.ts';
import type { Scene } from '../scene.ts';

const WAITS = 'placement/waiting-step-holds-model-lock';
const EACH = 'placement/foreach-one-model-lock-timeout';
const AFFINITY = 'placement/affinity-over-target';

/** The first run of {@link WAITS}, whose recording shows only how it is waited for. */
const FIRST_RUN = 'swamp workflow run waits --server ws://127.0.0.1:9090';

/** Two workers and one model instance, whose lock only one step holds at a time. */
export const oneModel: Scene = {
  title: 'Steps that use one model instance wait for its lock, and a group stays on one worker.',
  makes: [AFFINITY, EACH, WAITS],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    await at.operate('model', 'create', 'command/shell', 'hello');
    await enrollInItsFolder(at, 'alpha', 'region=eu');
    await enrollInItsFolder(at, 'beta', 'region=us');
    for (const id of [AFFINITY, EACH].filter((candidate) => stage.has(candidate))) {
      stage.writeWorkflows(id, at);
      await stage.replay(id, { at });
    }
    stage.writeWorkflows(WAITS, at);
    const { processes } = stage.recording(WAITS);
    const style = stage.behaviors.since('20260822.011157') ? '--skip-reports' : '--log';
    const begin = `${FIRST_RUN} ${style} > ~/waits.log 2>&1 &`;
    const second = await startInShell(stage.behaviors, at, processes[1]!, begin);
    await until(async () => /gpu/.test((await at.run('worker', 'queue', '--json')).stdout));
    await stage.replay(WAITS, { at, running: { operator: second }, settled: () => second.exited });
  },
};

/** A worker whose steps tell by their folder where they run. */
async function enrollInItsFolder(at: Orchestrator, name: string, label: string): Promise<void> {
  const cwd = at.scratch.folder(name);
  await at.enroll(await at.mint(name), { machine: `c-${name}`, cwd, args: ['--label', label, '--label', 'pool=demo'] });
}
