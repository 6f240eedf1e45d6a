import type { ReactNode } from 'react';
import type { LifecycleFacts } from '../facts.ts';
import { shortRelease } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';

interface EraChoiceProps {
  readonly all: readonly LifecycleFacts[];
  readonly facts: LifecycleFacts;
  readonly release: Release;
  readonly onChange: (facts: LifecycleFacts, release: Release) => void;
}

/** Chooses the protocol, and within it the releases that behave alike. */
export function EraChoice({ all, facts, release, onChange }: EraChoiceProps): ReactNode {
  return (
    <div className="lifecycle__choice">
      <label>
        Protocol{' '}
        <select
          value={facts.protocol}
          onChange={({ target }) => {
            const chosen = all.find(({ protocol }) => String(protocol) === target.value)!;
            onChange(chosen, chosen.eras.at(-1)!);
          }}
        >
          {all.map(({ protocol }) => (
            <option key={protocol} value={protocol}>
              {protocol}
            </option>
          ))}
        </select>
      </label>
      <label>
        Release{' '}
        <select value={release} onChange={({ target }) => onChange(facts, target.value as Release)}>
          {facts.eras.toReversed().map((era) => (
            <option key={era} value={era}>
              {shortRelease(era)} and later
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
