import { shortRelease } from '../../../../src/facts/release.ts';
import type { Swamp, VerifyContext } from '../../../check.ts';
import { UnhelpfulServer } from '../../../stage/unhelpful-server.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import type { MessageStage } from '../stage.ts';

/** A secret of the right form that belongs to no token. */
const FOREIGN_SECRET = 'deadbeef'.repeat(8);

/** An orchestrator that refuses a worker that reached it. */
export const ENROLLMENT_SCENARIOS: readonly Scenario[] = [
  {
    id: 'unknown token',
    title: 'A worker tries to enroll with a token that does not exist.',
    shows: ['token-unknown'],
    recording: 'errors/unknown-token-name',
    provoke: (stage) => stage.connect(`nosuch.${FOREIGN_SECRET}`),
  },
  {
    id: 'wrong secret',
    title: 'A worker tries to enroll with the name of a token and a wrong secret.',
    shows: ['token-mismatch', 'stopped-because'],
    recording: 'errors/wrong-secret',
    provoke: async (stage) => {
      await stage.orchestrator.mint('beta');
      return stage.connect(`beta.${FOREIGN_SECRET}`);
    },
  },
  {
    id: 'token without a dot',
    title: 'A worker tries to enroll with a token that has no dot.',
    shows: ['token-malformed', 'gave-up'],
    recording: 'errors/malformed-token',
    provoke: (stage) => stage.connect('justoneword'),
  },
  {
    id: 'token with nothing after the dot',
    title: 'A worker tries to enroll with a token that has nothing after the dot.',
    shows: ['token-malformed', 'gave-up'],
    recording: 'errors/malformed-token-empty-secret',
    provoke: (stage) => stage.connect('nosuch.'),
  },
  {
    id: 'revoked token',
    title: 'A worker tries to enroll with a revoked token.',
    shows: ['token-revoked'],
    recording: 'errors/revoked-token',
    provoke: async (stage) => {
      const credential = await stage.orchestrator.mint('omega');
      await stage.orchestrator.operate('worker', 'token', 'revoke', 'omega');
      return stage.connect(credential);
    },
  },
  {
    id: 'second machine',
    title: 'A second machine tries to enroll with a token that the first, which is away now, used up.',
    shows: ['token-bound-elsewhere', 'allowance-exhausted'],
    recording: 'errors/second-machine-while-first-not-connected',
    provoke: (stage) => secondMachine(stage, 'delta'),
  },
  {
    id: 'second machine, --no-reconnect',
    title: 'A second machine tries to enroll with a token for one, with `--no-reconnect`.',
    shows: ['token-bound-elsewhere', 'allowance-exhausted'],
    recording: 'errors/no-reconnect-flag-wrong-machine',
    provoke: (stage) => secondMachine(stage, 'epsilon', '--no-reconnect'),
  },
  {
    id: 'same machine twice',
    title: 'A machine starts a second worker with a token while its first worker is connected.',
    shows: ['already-connected', 'gave-up'],
    recording: 'errors/same-machine-twice-at-once',
    provoke: async (stage) => {
      const credential = await stage.orchestrator.mint('zeta');
      await stage.orchestrator.enroll(credential, { machine: 'm1' });
      return stage.connect(credential, { machine: 'm1', terminal: 'second-worker' });
    },
  },
  {
    id: 'fleet label of its own',
    title: 'A worker brings a label `fleet` and a token for several machines.',
    shows: ['own-fleet-label'],
    provoke: async (stage) => {
      const credential = await stage.orchestrator.mint('tau', '1h', '--max-enrollments', '2');
      return stage.connect(credential, { args: ['--label', 'fleet=mine'] });
    },
  },
  {
    id: 'token named like a model',
    title: 'A worker tries to enroll with a token whose name is the name of a model.',
    shows: ['definition-type-conflict'],
    provoke: async (stage) => {
      await stage.orchestrator.operate('model', 'create', 'command/shell', 'no-token');
      return stage.connect(`no-token.${FOREIGN_SECRET}`);
    },
  },
  {
    id: 'orchestrator with --remote-only',
    title: 'A worker tries to enroll at an orchestrator that runs with `--remote-only`.',
    shows: ['remote-only-blocks-enrollment', 'remote-only-on'],
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator('--remote-only');
      const seen = await stage.connect(await at.mint('alpha'), { at });
      return { ...seen, orchestratorLog: at.wholeLog() };
    },
  },
  {
    id: 'orchestrator that never answers',
    title: 'A worker tries to enroll at a server that accepts the socket and then says nothing.',
    shows: ['enroll-timeout'],
    provoke: async (stage) => {
      const server = await UnhelpfulServer.start('says-nothing');
      const seen = await stage.connect(`nosuch.${FOREIGN_SECRET}`, {
        url: server.url,
        args: ['--no-reconnect'],
        watchMs: 45_000,
      });
      await server.close();
      return seen;
    },
  },
  {
    id: 'expired token',
    title: 'A worker tries to enroll with a token whose lifetime is over.',
    shows: ['token-expired'],
    recording: 'errors/expired-token-never-used',
    provoke: async (stage) => stage.connect(await stage.expiredToken()),
  },
  {
    id: 'token expires',
    title: 'The lifetime of a token ends while its worker is connected.',
    shows: ['token-expired', 'expiry-disconnect'],
    mentions: ['socket-lost'],
    provoke: (stage) => stage.tokenExpires(),
  },
];

/** A token admits one machine, which goes away; then another one comes with it. */
async function secondMachine(stage: MessageStage, token: string, ...args: string[]): Promise<Observation> {
  const credential = await stage.orchestrator.mint(token);
  const first = await stage.orchestrator.enroll(credential, { machine: 'm1' });
  await first.stop();
  return stage.connect(credential, { machine: 'm2', terminal: 'second-worker', args });
}

/** One scenario for each other protocol of which a program was given. */
export function protocolScenarios({ swamp, otherSwamps }: VerifyContext): readonly Scenario[] {
  const strangers = otherSwamps.filter((other) => other.protocol.number !== swamp.protocol.number);
  if (strangers.length === 0) {
    return [mismatch(swamp, undefined)];
  }
  return strangers.map((stranger) => mismatch(swamp, stranger));
}

function mismatch(swamp: Swamp, stranger: Swamp | undefined): Scenario {
  const speaker = (of: Swamp): string => `p${of.protocol.number}-${shortRelease(of.release)}`;
  const named = (of: Swamp): string => `release ${shortRelease(of.release)} (protocol ${of.protocol.number})`;
  const shows = ['protocol-mismatch'];
  if (stranger === undefined) {
    const title = 'A worker that speaks another protocol tries to enroll.';
    const lacks = 'needs --other-swamp <path of a swamp of another protocol>';
    return { id: 'another protocol', title, shows, lacks, provoke: () => Promise.reject(new Error(lacks)) };
  }
  return {
    id: `worker of ${shortRelease(stranger.release)}`,
    title: `A worker of ${named(stranger)} meets an orchestrator of ${named(swamp)}.`,
    shows,
    recording: `errors/protocol.orchestrator-${speaker(swamp)}.worker-${speaker(stranger)}`,
    provoke: async (stage) => {
      const credential = await stage.orchestrator.mint(`eta-${stranger.protocol.number}`);
      return stage.connect(credential, { swamp: stranger });
    },
  };
}
