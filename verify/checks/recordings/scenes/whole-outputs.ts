import { rmSync } from 'node:fs';
import path from 'node:path';
import { addSteps, shell } from '../../behaviors/workflow.ts';
import type { Scene } from '../scene.ts';

const WITHOUT_VAULT_FLAG = 'log/token-create-server-no-vault-flag';
const LONG = 'log/workflow-run-server-long';
const KILLED = 'log/worker-connect.killed';

/** The first vault of a repository, and a second one. */
const VAULTS = ['json/vault-create', 'log/vault-create'];

/** What a worker, its client and a new vault print from the begin to the end. */
export const wholeOutputs: Scene = {
  title: 'Tokens are asked for without a vault, a worker executes three runs and is killed, and vaults are made.',
  makes: [WITHOUT_VAULT_FLAG, LONG, KILLED, ...VAULTS],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    if (stage.has(WITHOUT_VAULT_FLAG)) {
      await stage.replay(WITHOUT_VAULT_FLAG, { at, running: { orchestrator: at.process }, whole: true });
    }
    const onAlpha = { target: 'alpha' };
    addSteps(at, 'greet', { example: { ...onAlpha, ...shell('echo hi from a worker', 'hello') } });
    addSteps(at, 'failing', { bad: { ...onAlpha, ...shell('echo before; exit 7', 'hello2') } });
    addSteps(at, 'long', { wait: { ...onAlpha, ...shell('echo started; sleep 9; echo done', 'sleeper') } });
    const worker = await at.enroll(await at.mint('alpha'), {
      machine: 'c-a',
      cwd: at.scratch.repository,
      args: ['--label', 'region=us-east', '--label', 'tier=build'],
    });
    await at.runWorkflow('greet');
    await at.runWorkflow('failing');
    await stage.replay(LONG, { at });
    await worker.stop('SIGKILL');
    stage.take({
      id: KILLED,
      at,
      processes: [{ terminal: 'worker', directory: 'repository', process: worker, signal: 'SIGKILL' }],
    });
    await at.stop();
    rmSync(path.join(at.scratch.repository, 'vaults'), { recursive: true });
    await stage.replayAll(VAULTS, { at });
  },
};
