import type { ReactNode } from 'react';
import { atRelease } from '../../../facts/at-release.ts';
import type { FactsAtRelease } from '../facts.ts';
import { effectiveState } from '../world.ts';
import type { Machine, World } from '../world.ts';
import type { StateMachine } from '../../../facts/schema/state-machine.ts';
import { FactTable } from '../../../ui/FactTable.tsx';
import { FactText } from '../../../ui/FactText.tsx';

interface WorldTableProps {
  readonly world: World;
  readonly facts: FactsAtRelease;
}

const HEADINGS = ['What', 'State', 'Where you see it'];

/** How things stand: the token as it is recorded and shown, and the two machines. */
export function WorldTable({ world, facts }: WorldTableProps): ReactNode {
  const { token, first, second } = world;
  return (
    <FactTable headings={HEADINGS} caption="How things stand now" className="lifecycle__world">
      <tr>
        <th scope="row">Token</th>
        <td>
          {token === undefined ? (
            'none'
          ) : (
            <>
              <code>{token.state}</code>
              {effectiveState(token) !== token.state && (
                <>
                  , effectively <code>{effectiveState(token)}</code>
                </>
              )}
              , {token.bound.length} of {token.places} {token.places === 1 ? 'place' : 'places'} taken
            </>
          )}
        </td>
        <td>{token !== undefined && <SeenAs machine={facts.facts.token} state={token.state} facts={facts} />}</td>
      </tr>
      <MachineRow name="First machine" machine={first} facts={facts} />
      <MachineRow name="Second machine" machine={second} facts={facts} />
    </FactTable>
  );
}

interface MachineRowProps {
  readonly name: string;
  readonly machine: Machine;
  readonly facts: FactsAtRelease;
}

const STANDING: Readonly<Record<Machine['standing'], string>> = {
  absent: 'no worker runs',
  connected: 'the worker is connected',
  retrying: 'the worker keeps trying, and is refused each time',
  ended: 'the worker has ended',
};

function MachineRow({ name, machine, facts }: MachineRowProps): ReactNode {
  const { standing, keepsCache } = machine;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {STANDING[standing]}
        {standing !== 'absent' && (
          <>
            , {keepsCache ? 'with' : 'without'} <code className="whole">--cache-dir</code>
          </>
        )}
      </td>
      <td>{standing === 'connected' && <SeenAs machine={facts.facts.worker} state="idle" facts={facts} />}</td>
    </tr>
  );
}

interface SeenAsProps {
  readonly machine: StateMachine;
  readonly state: string;
  readonly facts: FactsAtRelease;
}

function SeenAs({ machine, state, facts }: SeenAsProps): ReactNode {
  const found = atRelease(machine.states, facts.release).find(({ name }) => name === state);
  return found?.seenAs === undefined ? null : <FactText>{found.seenAs}</FactText>;
}
