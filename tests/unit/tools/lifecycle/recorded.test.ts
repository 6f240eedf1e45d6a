import { describe, expect, it } from 'vitest';
import type { ActionId } from '../../../../src/tools/lifecycle/actions.ts';
import { factsAt, lifecycleFactsOf, messageAt } from '../../../../src/tools/lifecycle/facts.ts';
import { play } from '../../../../src/tools/lifecycle/play.ts';
import { EMPTY_WORLD } from '../../../../src/tools/lifecycle/world.ts';
import type { MachineName, World } from '../../../../src/tools/lifecycle/world.ts';
import { releasedSpecs } from '../../../support/facts.ts';
import { messageMatcher } from '../../../../src/facts/message-pattern.ts';
import type { RecordedProcess } from '../../../../src/facts/schema/recording.ts';
import { jsonValuesIn } from '../../../support/json-in-text.ts';

/** What was done for a recording, in the actions that a reader has. */
interface Scenario {
  readonly actions: readonly ActionId[];
  readonly watched: MachineName;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'lifecycle/a-socket-blip.connection-cut': { actions: ['mint', 'connect', 'blip'], watched: 'first' },
  'lifecycle/a-serve-restarted-quickly': { actions: ['mint', 'connect', 'restart-serve'], watched: 'first' },
  'lifecycle/a-serve-down-30s': { actions: ['mint', 'connect', 'serve-away'], watched: 'first' },
  'lifecycle/b-worker-restart-same-cache-dir': { actions: ['mint', 'connect', 'restart'], watched: 'first' },
  'lifecycle/c-worker-restart-without-cache-dir': {
    actions: ['mint', 'connect-without-cache', 'restart-without-cache'],
    watched: 'first',
  },
  'lifecycle/d-reboot.sigkill-same-cache-dir': { actions: ['mint', 'connect', 'reboot'], watched: 'first' },
  'lifecycle/e-token-expired.restart-same-cache-dir': {
    actions: ['mint', 'connect', 'expire', 'restart'],
    watched: 'first',
  },
  'lifecycle/f-token-revoked.restart-same-cache-dir.local': {
    actions: ['mint', 'connect', 'revoke', 'restart'],
    watched: 'first',
  },
  'lifecycle/fleet-token-two-workers': { actions: ['mint-fleet', 'connect', 'connect-second'], watched: 'second' },
  'errors/second-machine-while-first-connected': { actions: ['mint', 'connect', 'connect-second'], watched: 'second' },
  'errors/expiry-while-connected': { actions: ['mint', 'connect', 'expire'], watched: 'first' },
  'errors/revoke-while-connected.local': { actions: ['mint', 'connect', 'revoke'], watched: 'first' },
};

const TERMINALS: Readonly<Record<MachineName, string>> = { first: 'worker', second: 'second-worker' };

const recorded = releasedSpecs.flatMap((spec) =>
  ['', 'first-release/'].flatMap((folder) =>
    Object.entries(SCENARIOS).flatMap(([id, scenario]) => {
      const recording = spec.recordings.get(`${folder}${id}`)?.value;
      return recording === undefined
        ? []
        : [{ name: `${spec.protocol.label}: ${folder}${id}`, spec, recording, scenario }];
    }),
  ),
);

it('compares recordings of every protocol, and of a first release too', () => {
  expect(recorded.filter(({ name }) => !name.includes('first-release'))).toHaveLength(
    releasedSpecs.length * Object.keys(SCENARIOS).length,
  );
  expect(recorded.some(({ name }) => name.includes('first-release'))).toBe(true);
});

describe('a played lifecycle ends as the recorded one did', () => {
  it.each(recorded)('$name', ({ spec, recording, scenario }) => {
    const facts = factsAt(lifecycleFactsOf(spec), recording.release);
    let world: World = EMPTY_WORLD;
    for (const action of scenario.actions) {
      world = play(world, action, facts).after;
    }

    const process = recording.processes.filter(({ terminal }) => terminal === TERMINALS[scenario.watched]).at(-1)!;
    const { standing, refusedBy } = world[scenario.watched];
    expect(standing === 'ended').toBe(endedByItself(process));
    if (refusedBy === undefined) {
      expect(process.stdout).toMatch(/^(?:✓ Enrolled as|▶ Dispatch) /m);
    } else {
      const message = spec.messages.find(({ value }) => value.id === refusedBy)!.value;
      const isPrinted = messageMatcher({ ...message, text: messageAt(facts, refusedBy).text });
      expect(isPrinted(`${process.stdout}\n${process.stderr}`)).toBeDefined();
    }

    const listed = listedToken(recording.processes, tokenOf(process));
    if (listed !== undefined) {
      expect(listed.state).toBe(world.token!.state);
      expect(listed.places).toBe(world.token!.bound.length);
    }
  });
});

/** The recorder stops what does not end; such a process was still trying or connected. */
function endedByItself({ exitCode, signal }: RecordedProcess): boolean {
  return exitCode !== null && signal === undefined;
}

/** The name in `--token <name>.<secret>`. */
function tokenOf({ command }: RecordedProcess): string {
  return /--token ([^.]+)\./.exec(command)![1]!;
}

interface ListedToken {
  readonly name: string;
  readonly state: string;
  readonly bindingCount?: number;
  readonly boundMachineId?: string;
}

/** The token in the last recorded list, if one was recorded. */
function listedToken(
  processes: readonly RecordedProcess[],
  name: string,
): { readonly state: string; readonly places: number } | undefined {
  const list = processes.findLast(({ command }) => command.includes('worker token list --json'));
  const tokens = list === undefined ? [] : (jsonValuesIn(list.stdout).flat() as ListedToken[]);
  const token = tokens.find((candidate) => candidate.name === name);
  return token && { state: token.state, places: token.bindingCount ?? (token.boundMachineId === undefined ? 0 : 1) };
}
