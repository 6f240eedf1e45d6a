import pictures from '@generated/publish-spec/default/lifecycle-pictures.json';
import type { ReactNode } from 'react';
import type { FactsAtRelease } from '../facts.ts';
import { playedMachine, waysOn } from '../played-machines.ts';
import type { PlayedMachine } from '../played-machines.ts';
import { lightState, pictureKey } from '../state-picture.ts';
import { FactText } from '../../../ui/FactText.tsx';

interface StatePictureProps {
  readonly machine: PlayedMachine;
  /** What the picture is about. */
  readonly title: string;
  readonly state: string | undefined;
  readonly facts: FactsAtRelease;
}

/** The states of the token or of a worker, the present one lit, and in words where it can go from there. */
export function StatePicture({ machine, title, state, facts: { facts, release } }: StatePictureProps): ReactNode {
  const svg = pictures.pictures[pictures.of[pictureKey(facts.protocol, machine, release)]!]!;
  const ways = waysOn(playedMachine(facts, machine), state, release);
  return (
    <figure className="lifecycle__states">
      <figcaption>
        {title}: {state === undefined ? 'none yet' : <code>{state}</code>}
      </figcaption>
      <div dangerouslySetInnerHTML={{ __html: lightState(svg, state) }} />
      {ways.length > 0 && (
        <p>
          <FactText>{`What can follow: ${ways.join('; ')}.`}</FactText>
        </p>
      )}
    </figure>
  );
}
