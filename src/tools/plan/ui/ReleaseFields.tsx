import type { ReactNode } from 'react';
import { useKnownReleases } from '../../reading/ui/useKnownReleases.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';
import type { PlannerFields } from './usePlannerInput.ts';

/** The release of the orchestrator: chosen by protocol, from the list, or pasted. */
export function ReleaseFields({ fields }: { readonly fields: PlannerFields }): ReactNode {
  const versions = usePublishedVersions();
  const [known, askForReleases] = useKnownReleases();
  const { release, releaseText } = fields;
  const protocol = release.kind === 'release' ? release.protocol : undefined;
  return (
    <>
      <label>
        Protocol{' '}
        <select
          className="planner__protocol"
          value={protocol ?? ''}
          onChange={({ target }) => {
            const chosen = versions.find(({ number }) => String(number) === target.value);
            if (chosen !== undefined) {
              fields.takeRelease(chosen.verified);
            }
          }}
        >
          {protocol === undefined && <option value="">?</option>}
          {versions.map(({ number }) => (
            <option key={number} value={number}>
              {number}
            </option>
          ))}
        </select>
      </label>
      <label>
        Release{' '}
        <input
          className="planner__release"
          list="plan-releases"
          value={releaseText}
          onFocus={askForReleases}
          onChange={({ target }) => fields.typeRelease(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              fields.takeRelease(releaseText);
            }
          }}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={release.kind === 'problem'}
        />
      </label>
      <datalist id="plan-releases">
        {known.map(({ release: name, day }) => (
          <option key={name} value={name}>
            {day}
          </option>
        ))}
      </datalist>
      {release.kind === 'problem' && <span role="alert">{release.problem}</span>}
      {release.kind === 'release' && !release.isKnown && (
        <span>Newer than these pages know: planned as the newest that they do.</span>
      )}
    </>
  );
}
