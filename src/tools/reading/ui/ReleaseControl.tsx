import { useHistory } from '@docusaurus/router';
import { useDocsPreferredVersion } from '@docusaurus/plugin-content-docs/client';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { findRelease } from '../find-releases.ts';
import { readerVersion } from '../reader-version.ts';
import { setReaderRelease } from '../reading-store.ts';
import { shortRelease } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';
import { useGivenText } from '../../../ui/useGivenText.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';
import { useVersionChoices } from '../../versions/useVersionChoices.ts';
import { useKnownReleases } from './useKnownReleases.ts';
import { useLeaveRelease } from './useLeaveRelease.ts';
import { useReading } from './useReading.ts';

/** There is one such control on a page. */
const ID = 'your-release';

/** What finds a release in a pasted text: fetched once a reader is about to give one, for most never do. */
const loadFinder = async (): Promise<typeof findRelease> => (await import('../find-releases.ts')).findRelease;

interface Props {
  /** Closes what the control stands in. */
  readonly onDone?: (() => void) | undefined;
}

/** Where a reader gives their release, so that pages show what holds for it. */
export function ReleaseControl({ onDone }: Props): ReactNode {
  const reading = useReading();
  const leave = useLeaveRelease();
  const readFor = useReadFor();
  const field = useGivenText<HTMLInputElement>(reading === undefined ? '' : shortRelease(reading.release));
  const [known, askForReleases] = useKnownReleases();
  const [problem, setProblem] = useState<string>();
  const show = async (input: HTMLInputElement): Promise<void> => {
    const find = await loadFinder();
    const found = find(input.value);
    if (found.kind !== 'release') {
      setProblem('That is no release. Paste what swamp --version prints.');
      return;
    }
    const outcome = readFor(found.release);
    setProblem(outcome);
    if (outcome === undefined) {
      input.value = shortRelease(found.release);
      onDone?.();
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    show(event.currentTarget.elements.namedItem('release') as HTMLInputElement).catch(() => {
      setProblem('A part of this site could not be loaded. Try again.');
    });
  };
  const prepare = (): void => {
    askForReleases();
    loadFinder().catch(() => undefined);
  };
  return (
    <form className="release-control" onSubmit={submit}>
      <label htmlFor={ID}>Your release</label>
      <div className="release-control__row">
        <input
          ref={field}
          id={ID}
          name="release"
          list={`${ID}-list`}
          onFocus={prepare}
          placeholder="swamp --version"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${ID}-note`}
          aria-invalid={problem !== undefined}
        />
        <datalist id={`${ID}-list`}>
          {known.map(({ release, day }) => (
            <option key={release} value={release}>
              {day}
            </option>
          ))}
        </datalist>
        <button type="submit">Show for it</button>
      </div>
      <p id={`${ID}-note`} className="release-control__note" role="status">
        {problem ?? 'Hides what it does not have. Stays on this device.'}
      </p>
      {reading !== undefined && (
        <button type="button" className="release-control__leave" onClick={leave}>
          Show all releases
        </button>
      )}
    </form>
  );
}

/**
 * Keeps a release, and goes to the version that is about it.
 *
 * @returns what is wrong with the release, if anything.
 */
function useReadFor(): (release: Release) => string | undefined {
  const history = useHistory();
  const facts = usePublishedVersions();
  const choices = useVersionChoices();
  const { savePreferredVersionName } = useDocsPreferredVersion(undefined);
  return (release) => {
    const found = readerVersion(facts, release);
    if (found.kind === 'before-remote-execution') {
      return `${shortRelease(release)} has no remote execution.`;
    }
    setReaderRelease(release);
    savePreferredVersionName(found.version.name);
    const choice = choices.find((candidate) => candidate.facts.name === found.version.name)!;
    const isInDocs = choices.some((candidate) => candidate.current);
    if (isInDocs && !choice.current) {
      history.push(choice.path);
    }
    return undefined;
  };
}
