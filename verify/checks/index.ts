import type { Check, CheckName } from '../check.ts';
import { behaviorsCheck } from './behaviors/index.ts';
import { helpCheck } from './help/index.ts';
import { insideCheck } from './inside/index.ts';
import { lifecyclesCheck } from './lifecycles/index.ts';
import { messagesCheck } from './messages/index.ts';
import { outputsCheck } from './outputs/index.ts';
import { placementCheck } from './placement/index.ts';
import { recordingsCheck } from './recordings/index.ts';
import { networkCheck } from './two-machines/index.ts';
import { walkthroughCheck } from './walkthrough/index.ts';

/** Every check by name. */
export const CHECKS: Readonly<Record<CheckName, Check>> = {
  help: helpCheck,
  outputs: outputsCheck,
  messages: messagesCheck,
  lifecycles: lifecyclesCheck,
  walkthrough: walkthroughCheck,
  placement: placementCheck,
  behaviors: behaviorsCheck,
  inside: insideCheck,
  recordings: recordingsCheck,
  network: networkCheck,
};
