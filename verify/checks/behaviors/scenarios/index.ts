import type { Scenario } from '../scenario.ts';
import { affinityOverTarget } from './affinity-over-target.ts';
import { cacheDirectory } from './cache-directory.ts';
import { cancelInRepository } from './cancel-in-repository.ts';
import { clientAndRestart } from './client-and-restart.ts';
import { clientKilled } from './client-killed.ts';
import { clientStopped } from './client-stopped.ts';
import { cutDuringStep } from './cut-during-step.ts';
import { drain } from './drain.ts';
import { drainCut } from './drain-cut.ts';
import { drainingWorker } from './draining-worker.ts';
import { extensionFiles } from './extension-files.ts';
import { fifteenMinutes } from './fifteen-minutes.ts';
import { fleetAllowance } from './fleet-allowance.ts';
import { halfOfTheSlots } from './half-of-the-slots.ts';
import { labelsInTask } from './labels-in-task.ts';
import { lostStep } from './lost-step.ts';
import { lostStepWithoutSpare } from './lost-step-without-spare.ts';
import { methodSecrets } from './method-secrets.ts';
import { misspeltKeys } from './misspelt-keys.ts';
import { nextJob } from './next-job.ts';
import { noReconnect } from './no-reconnect.ts';
import { orchestratorAway } from './orchestrator-away.ts';
import { powerLoss } from './power-loss.ts';
import { queueLimit } from './queue-limit.ts';
import { queueView } from './queue-view.ts';
import { quietWorker } from './quiet-worker.ts';
import { remoteOnly } from './remote-only.ts';
import { revokeWhileConnected } from './revoke-while-connected.ts';
import { schedules } from './schedules.ts';
import { secondMachine } from './second-machine.ts';
import { secondServe } from './second-serve.ts';
import { secretInShell } from './secret-in-shell.ts';
import { serveKilled } from './serve-killed.ts';
import { serveStopped } from './serve-stopped.ts';
import { severalVaults } from './several-vaults.ts';
import { stepEnvironment } from './step-environment.ts';
import { targetAndLabels } from './target-and-labels.ts';
import { targetExpression } from './target-expression.ts';
import { terminalSignal } from './terminal-signal.ts';
import { tokenExpires } from './token-expires.ts';
import { tokenNameDot } from './token-name-dot.ts';
import { tokenNameTaken } from './token-name-taken.ts';
import { tokenNameWords } from './token-name-words.ts';
import { unknownToken } from './unknown-token.ts';
import { verifyOnEnroll } from './verify-on-enroll.ts';
import { waitingStepLocksModel } from './waiting-step-locks-model.ts';
import { webhooks } from './webhooks.ts';
import { writtenStepLost } from './written-step-lost.ts';

/** Every scenario by its id, which is also the name of its file. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'affinity-over-target': affinityOverTarget,
  'cache-directory': cacheDirectory,
  'cancel-in-repository': cancelInRepository,
  'client-and-restart': clientAndRestart,
  'client-killed': clientKilled,
  'client-stopped': clientStopped,
  'cut-during-step': cutDuringStep,
  drain: drain,
  'drain-cut': drainCut,
  'draining-worker': drainingWorker,
  'extension-files': extensionFiles,
  'fifteen-minutes': fifteenMinutes,
  'fleet-allowance': fleetAllowance,
  'half-of-the-slots': halfOfTheSlots,
  'labels-in-task': labelsInTask,
  'lost-step': lostStep,
  'lost-step-without-spare': lostStepWithoutSpare,
  'method-secrets': methodSecrets,
  'misspelt-keys': misspeltKeys,
  'next-job': nextJob,
  'no-reconnect': noReconnect,
  'orchestrator-away': orchestratorAway,
  'power-loss': powerLoss,
  'queue-limit': queueLimit,
  'queue-view': queueView,
  'quiet-worker': quietWorker,
  'remote-only': remoteOnly,
  'revoke-while-connected': revokeWhileConnected,
  schedules: schedules,
  'second-machine': secondMachine,
  'second-serve': secondServe,
  'secret-in-shell': secretInShell,
  'serve-killed': serveKilled,
  'serve-stopped': serveStopped,
  'several-vaults': severalVaults,
  'step-environment': stepEnvironment,
  'target-and-labels': targetAndLabels,
  'target-expression': targetExpression,
  'terminal-signal': terminalSignal,
  'token-expires': tokenExpires,
  'token-name-dot': tokenNameDot,
  'token-name-taken': tokenNameTaken,
  'token-name-words': tokenNameWords,
  'unknown-token': unknownToken,
  'verify-on-enroll': verifyOnEnroll,
  'waiting-step-locks-model': waitingStepLocksModel,
  webhooks: webhooks,
  'written-step-lost': writtenStepLost,
};
