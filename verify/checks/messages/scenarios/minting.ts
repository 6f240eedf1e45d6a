import { VAULT } from '../../../stage/orchestrator.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import { EXPIRING } from '../stage.ts';
import type { MessageStage } from '../stage.ts';

const CREATE = ['worker', 'token', 'create'];
const REVOKE = ['worker', 'token', 'revoke'];
const ONE_HOUR = ['--duration', '1h'];
const IN_THE_VAULT = ['--vault', VAULT];

/** A name that no scenario mints successfully. */
const REFUSED = 'gamma';

function mint(stage: MessageStage, name: string, ...flags: string[]): Promise<Observation> {
  return stage.operate(...CREATE, name, ...flags, ...IN_THE_VAULT);
}

function createVault(name: string): string[] {
  return ['vault', 'create', 'local_encryption', name];
}

/** An operator's commands about tokens. */
export const MINTING_SCENARIOS: readonly Scenario[] = [
  {
    id: 'a word as duration',
    title: 'A token is minted with a duration that is none.',
    shows: ['duration-format'],
    recording: 'log/token-create-bad-duration',
    provoke: (stage) => mint(stage, REFUSED, '--duration', 'soon'),
  },
  {
    id: 'a duration in seconds',
    title: 'A token is minted with a duration in seconds.',
    shows: ['duration-format'],
    recording: 'log/token-create-seconds-duration',
    provoke: (stage) => mint(stage, REFUSED, '--duration', '15s'),
  },
  {
    id: 'a duration of zero',
    title: 'A token is minted with a duration of zero.',
    shows: ['duration-not-positive'],
    provoke: (stage) => mint(stage, REFUSED, '--duration', '0m'),
  },
  {
    id: 'no duration',
    title: 'A token is minted without a duration.',
    shows: ['duration-missing'],
    recording: 'log/token-create-no-duration',
    provoke: (stage) => mint(stage, REFUSED),
  },
  {
    id: 'no enrollments',
    title: 'A token is minted for no machine at all.',
    shows: ['max-enrollments-invalid'],
    recording: 'log/token-create-max-enrollments-0',
    provoke: (stage) => mint(stage, REFUSED, ...ONE_HOUR, '--max-enrollments', '0'),
  },
  {
    id: 'minted',
    title: 'A token is minted.',
    shows: ['token-shown-once'],
    provoke: (stage) => mint(stage, 'theta', ...ONE_HOUR),
  },
  {
    id: 'a name that is taken',
    title: 'A token is minted under the name of another one.',
    shows: ['token-name-taken'],
    recording: 'log/token-create-name-exists',
    provoke: (stage) => mint(stage, EXPIRING, ...ONE_HOUR),
  },
  {
    id: 'a name with a dot',
    title: 'A token is minted under a name with a dot in it.',
    // What a worker does after it is no matter of this command.
    shows: [],
    mentions: ['token-name-invalid'],
    recording: 'log/token-create-dotted-name',
    provoke: (stage) => mint(stage, 'a.b', ...ONE_HOUR),
  },
  {
    id: 'an unknown vault',
    title: 'A token is minted into a vault that does not exist.',
    shows: ['vault-unknown'],
    recording: 'log/token-create-unknown-vault',
    provoke: (stage) => stage.operate(...CREATE, REFUSED, ...ONE_HOUR, '--vault', 'nosuch'),
  },
  {
    id: 'no vault',
    title: 'A token is minted in a repository that has no vault.',
    shows: ['no-vault'],
    recording: 'log/token-create-no-vault',
    provoke: (stage) => stage.operateElsewhere([...CREATE, REFUSED, ...ONE_HOUR]),
  },
  {
    id: 'a vault in a repository without any',
    title: 'A token is minted into a named vault in a repository that has none.',
    shows: ['vault-unknown-none'],
    provoke: (stage) => stage.operateElsewhere([...CREATE, REFUSED, ...ONE_HOUR, '--vault', 'nosuch']),
  },
  {
    id: 'two vaults',
    title: 'A token is minted without naming one of two vaults.',
    shows: ['several-vaults'],
    recording: 'log/token-create-two-vaults-none-chosen',
    provoke: (stage) =>
      stage.operateElsewhere(createVault(VAULT), createVault('local2'), [...CREATE, REFUSED, ...ONE_HOUR]),
  },
  {
    id: 'minted through the server',
    title: 'A token is minted through the orchestrator without naming a vault.',
    shows: ['server-mint-failed'],
    provoke: (stage) => stage.operate(...CREATE, REFUSED, ...ONE_HOUR, '--server', stage.orchestrator.url),
  },
  {
    id: 'revoked',
    title: 'A token is revoked.',
    shows: ['token-revoked-now'],
    provoke: async (stage) => {
      await stage.orchestrator.mint('xi');
      return stage.operate(...REVOKE, 'xi');
    },
  },
  {
    id: 'revoked again',
    title: 'A revoked token is revoked.',
    shows: ['token-already-revoked'],
    provoke: async (stage) => {
      await stage.orchestrator.mint('pi');
      await stage.orchestrator.operate(...REVOKE, 'pi');
      return stage.operate(...REVOKE, 'pi');
    },
  },
  {
    id: 'an unknown token revoked',
    title: 'A token is revoked that does not exist.',
    shows: ['token-not-found'],
    recording: 'log/token-revoke-unknown',
    provoke: (stage) => stage.operate(...REVOKE, 'nosuch'),
  },
  {
    id: 'no tokens',
    title: 'The tokens of a repository are listed that has none.',
    shows: ['no-tokens'],
    provoke: (stage) => stage.operateElsewhere(['worker', 'token', 'list']),
  },
];
