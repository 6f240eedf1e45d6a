import type { Laboratory, Question } from '../laboratory.ts';
import type { Sample } from '../sample.ts';

const CREATE = 'worker token create';
const LIST = 'worker token list';
const REVOKE = 'worker token revoke';

/** Lists of a repository in which nothing happened yet, and a token that cannot be stored. */
export async function* emptyRepository(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'token-create-no-vault',
    title: 'A token is asked for in a repository without a vault',
    command: CREATE,
    args: ['novault', '--duration', '1h'],
    logArgs: ['novault', '--duration', '1h'],
    refused: true,
  });
  yield await laboratory.ask({
    id: 'token-list-empty',
    title: 'The tokens are listed before one was created',
    command: LIST,
    logArgs: [],
  });
  yield await laboratory.ask({
    id: 'worker-list-empty',
    title: 'The workers are listed before one enrolled',
    command: 'worker list',
    logArgs: [],
  });
  if (laboratory.has('worker queue')) {
    yield await laboratory.ask({
      id: 'worker-queue-empty',
      title: 'The queue is listed while no step waits',
      command: 'worker queue',
      logArgs: [],
    });
  }
}

/** Every way to mint a token that succeeds, in a repository with one vault, `local`. */
export async function* minting(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'token-create',
    title: 'An enrollment token is created',
    command: CREATE,
    args: ['alpha', '--duration', '1h', '--vault', 'local'],
    logArgs: ['beta', '--duration', '24h', '--vault', 'local'],
  });
  if (!laboratory.has(CREATE, '--max-enrollments')) {
    return;
  }
  const lasting = ['--duration', '1h', '--vault', 'local', '--max-enrollments'];
  yield await laboratory.ask({
    id: 'token-create-max-enrollments-2',
    title: 'A token for two machines is created',
    command: CREATE,
    args: ['fleet', ...lasting, '2'],
  });
  if (laboratory.records) {
    yield await laboratory.ask({
      id: 'token-create-max-enrollments-3',
      title: 'A token for three machines is created',
      command: CREATE,
      args: ['fleet3', ...lasting, '3'],
      logArgs: ['fleet4', ...lasting, '3'],
    });
  }
  yield await laboratory.ask({
    id: 'token-create-max-enrollments-unlimited',
    title: 'A token for any number of machines is created',
    command: CREATE,
    args: ['fleetu', ...lasting, 'unlimited'],
    logArgs: ['fleetu2', ...lasting, 'unlimited'],
  });
}

/** Every way to mint a token that is refused; needs a token `alpha`. */
export async function* refusedMinting(laboratory: Laboratory): AsyncGenerator<Sample> {
  const refusals: readonly (readonly [id: string, title: string, args: string])[] = [
    ['bad-duration', 'A token is asked for with a duration that cannot be read', 'gamma --duration soon --vault local'],
    ['no-duration', 'A token is asked for without `--duration`', 'gamma --vault local'],
    ['seconds-duration', 'A token is asked for with a duration in seconds', 'gamma --duration 15s --vault local'],
    ['name-exists', 'A token is asked for under a name that is taken', 'alpha --duration 1h --vault local'],
    ['unknown-vault', 'A token is asked for with a vault that does not exist', 'gamma --duration 1h --vault nosuch'],
    [
      'max-enrollments-0',
      'A token is asked for with `--max-enrollments 0`',
      'fleet0 --duration 1h --vault local --max-enrollments 0',
    ],
  ];
  const fleets = laboratory.has(CREATE, '--max-enrollments');
  for (const [id, title, line] of refusals.filter(([, , args]) => fleets || !args.includes('--max-enrollments'))) {
    const args = line.split(' ');
    yield await laboratory.ask({
      id: `token-create-${id}`,
      title,
      command: CREATE,
      args,
      logArgs: args,
      refused: true,
    });
  }
  yield await laboratory.ask({
    id: 'token-create-dotted-name',
    title: 'A token is asked for under a name with a dot',
    command: CREATE,
    args: ['a.b', '--duration', '1h', '--vault', 'local'],
    refused: 'some-releases',
  });
  await laboratory.setUp('vault', 'create', 'local_encryption', 'local2');
  yield await laboratory.ask({
    id: 'token-create-two-vaults-none-chosen',
    title: 'A token is asked for without `--vault` in a repository with two vaults',
    command: CREATE,
    args: ['novault', '--duration', '1h'],
    logArgs: ['novault', '--duration', '1h'],
    refused: true,
  });
}

/** Withdrawing a token, once and again. */
export async function* revoking(laboratory: Laboratory): AsyncGenerator<Sample> {
  await laboratory.mint('gone');
  if (laboratory.records) {
    await laboratory.mint('gone2');
  }
  const questions: readonly Question[] = [
    { id: 'token-revoke', title: 'A token is revoked', command: REVOKE, args: ['gone'], logArgs: ['gone2'] },
    {
      id: 'token-revoke-again',
      title: 'A revoked token is revoked again',
      command: REVOKE,
      args: ['gone'],
      logArgs: ['gone2'],
    },
    {
      id: 'token-revoke-unknown',
      title: 'A token that does not exist is revoked',
      command: REVOKE,
      args: ['nosuch'],
      logArgs: ['nosuch'],
      refused: true,
    },
  ];
  for (const question of questions) {
    yield await laboratory.ask(question);
  }
}

/** The token commands through a running orchestrator. */
export async function* tokensThroughServer(laboratory: Laboratory): AsyncGenerator<Sample> {
  if (!laboratory.has(CREATE, '--server')) {
    return;
  }
  const server = ['--server', laboratory.url];
  const mint = ['--duration', '1h', '--vault', 'local', ...server];
  yield await laboratory.ask({
    id: 'token-create-server',
    title: 'A token is created through the orchestrator',
    command: CREATE,
    args: ['viaserver', ...mint],
    logArgs: ['viaserver2', ...mint],
    elsewhere: true,
  });
  yield await laboratory.ask({
    id: 'token-list-server',
    title: 'The tokens are listed through the orchestrator',
    command: LIST,
    args: server,
    logArgs: server,
    elsewhere: true,
  });
  yield await laboratory.ask({
    id: 'token-revoke-server',
    title: 'A token is revoked through the orchestrator',
    command: REVOKE,
    args: ['viaserver', ...server],
    logArgs: ['viaserver2', ...server],
    elsewhere: true,
  });
}

/** Lists after the lifetime of `shortunused` and `shortenrolled` ended. */
export async function* expiredTokens(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'token-list-expired-recorded-vs-effective',
    title: 'The tokens are listed after the lifetime of two of them ended',
    note:
      'Both had a lifetime of one minute. `shortunused` was never used. `shortenrolled` was used, and its worker was ' +
      'stopped with SIGTERM before the lifetime ended.',
    command: LIST,
    logArgs: [],
  });
  yield await laboratory.ask({
    id: 'token-revoke-expired-token',
    title: 'An expired token is revoked',
    command: REVOKE,
    args: ['shortunused'],
  });
  yield await laboratory.ask({
    id: 'token-list-all-states',
    title: 'Tokens in every state are listed',
    command: LIST,
    logArgs: [],
  });
}
