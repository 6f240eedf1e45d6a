import type { FactsAtRelease } from './facts.ts';
import { isRunning } from './world.ts';
import type { World } from './world.ts';

/** Something that the reader can let happen. */
export interface Action {
  readonly id: ActionId;
  /** Words on its button. */
  readonly label: string;
  /** Why it cannot happen now; absent when it can. */
  obstacle(world: World, facts: FactsAtRelease): string | undefined;
}

export type ActionId =
  | 'mint'
  | 'mint-fleet'
  | 'connect'
  | 'connect-without-cache'
  | 'connect-second'
  | 'blip'
  | 'restart'
  | 'restart-without-cache'
  | 'reboot'
  | 'restart-serve'
  | 'serve-away'
  | 'expire'
  | 'revoke';

const NO_TOKEN = 'Mint a token first.';

function needsNoToken({ token }: World): string | undefined {
  return token === undefined ? undefined : 'There is a token already. Begin anew to mint another.';
}

function needsRestartable({ first }: World): string | undefined {
  return first.standing === 'absent' ? 'Connect the first machine before.' : undefined;
}

function needsConnected({ first, second }: World): string | undefined {
  return first.standing === 'connected' || second.standing === 'connected' ? undefined : 'No worker is connected.';
}

function needsCache({ first }: World): string | undefined {
  return first.keepsCache ? undefined : 'The first machine runs without `--cache-dir`.';
}

function connectObstacle({ token, first }: World): string | undefined {
  if (token === undefined) {
    return NO_TOKEN;
  }
  return isRunning(first) ? 'The first machine runs a worker already.' : undefined;
}

/** All actions, in the order in which a reader meets them. */
export const ACTIONS: readonly Action[] = [
  { id: 'mint', label: 'Mint a token', obstacle: needsNoToken },
  {
    id: 'mint-fleet',
    label: 'Mint a token for two machines',
    obstacle: (world, { fleets }) =>
      fleets ? needsNoToken(world) : 'In this release every token admits one machine only.',
  },
  { id: 'connect', label: 'Connect with --cache-dir', obstacle: connectObstacle },
  { id: 'connect-without-cache', label: 'Connect without --cache-dir', obstacle: connectObstacle },
  {
    id: 'connect-second',
    label: 'Connect a second machine',
    obstacle: ({ token, second }) => {
      if (token === undefined) {
        return NO_TOKEN;
      }
      return isRunning(second) ? 'The second machine runs a worker already.' : undefined;
    },
  },
  { id: 'blip', label: 'Break the connection for a moment', obstacle: needsConnected },
  {
    id: 'restart',
    label: 'Restart the worker with the same --cache-dir',
    obstacle: (world) => needsRestartable(world) ?? needsCache(world),
  },
  { id: 'restart-without-cache', label: 'Restart the worker without --cache-dir', obstacle: needsRestartable },
  {
    id: 'reboot',
    label: 'Kill the worker and reboot its machine',
    obstacle: (world) => needsRestartable(world) ?? needsCache(world),
  },
  { id: 'restart-serve', label: 'Restart swamp serve', obstacle: needsConnected },
  { id: 'serve-away', label: 'Take swamp serve away for 30 s', obstacle: needsConnected },
  {
    id: 'expire',
    label: "Let the token's lifetime end",
    obstacle: ({ token }) => {
      if (token === undefined) {
        return NO_TOKEN;
      }
      if (token.state === 'revoked') {
        return 'The token is revoked: its end changes nothing for a new enrollment.';
      }
      return token.timeOver ? 'Its lifetime is over already.' : undefined;
    },
  },
  {
    id: 'revoke',
    label: 'Revoke the token',
    obstacle: ({ token }) => {
      if (token === undefined) {
        return NO_TOKEN;
      }
      return token.state === 'revoked' ? 'It is revoked already.' : undefined;
    },
  },
];

/**
 * The action with an id.
 *
 * @throws Error when there is none.
 */
export function actionById(id: string): Action {
  const action = ACTIONS.find((candidate) => candidate.id === id);
  if (action === undefined) {
    throw new Error(`There is no action '${id}'. Known: ${ACTIONS.map((known) => known.id).join(', ')}.`);
  }
  return action;
}
