import Link from '@docusaurus/Link';
import { useDocsVersion } from '@docusaurus/plugin-content-docs/client';
import { useHistory } from '@docusaurus/router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { askedRelease, withRelease } from '../reading-address.ts';
import { countWords } from '../reading-words.ts';
import { shortRelease } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { useVersionChoices } from '../../versions/useVersionChoices.ts';
import { useLeaveRelease } from './useLeaveRelease.ts';
import { usePageMarks } from './usePageMarks.ts';
import { useReading } from './useReading.ts';
import type { Reading } from './useReading.ts';

/** On the page's root while the reader wants to see what their release does not have. */
const SHOWS_OTHERS = 'data-shows-others';

/** What the line says, and the marks of the page. It is loaded for readers who gave a release. */
export default function ReadingWords(): ReactNode {
  const reading = useReading();
  const pageVersion = useDocsVersion().version;
  const asked = askedRelease(useQuery());
  const isOfThisPage =
    reading !== undefined &&
    reading.version.kind !== 'before-remote-execution' &&
    reading.version.version.name === pageVersion;
  const counts = usePageMarks(isOfThisPage ? reading.release : undefined);
  useAddressOf(isOfThisPage ? reading.release : undefined);
  return (
    <>
      {asked.kind === 'broken' && (
        <p>
          The address asks for a release that is none: <code>{asked.text}</code>
        </p>
      )}
      {reading !== undefined && (
        <p>
          {isOfThisPage ? (
            <span>
              Shown for <span className="releases">{shortRelease(reading.release)}</span>
              {reading.version.kind === 'newer-than-known' && ', newer than the newest release known here'}
              <LeaveButton /> {countWords(counts)} {counts.hidden > 0 && <ShowButton />}
            </span>
          ) : (
            <span>
              <OtherProtocol reading={reading} /> <LeaveButton />
            </span>
          )}
        </p>
      )}
    </>
  );
}

/** Makes the address carry the release, so that whoever gets the link reads the same. */
function useAddressOf(release: Release | undefined): void {
  const history = useHistory();
  const asked = askedRelease(useQuery());
  useEffect(() => {
    if (release !== undefined && asked.kind === 'none') {
      const { pathname, hash } = window.location;
      history.replace(`${withRelease(pathname, release)}${hash}`);
    }
  }, [release, asked.kind, history]);
}

/** For a reader who is in a version that is not about their release. */
function OtherProtocol({ reading: { release, version } }: { readonly reading: Reading }): ReactNode {
  const choices = useVersionChoices();
  const shown = <span className="releases">{shortRelease(release)}</span>;
  if (version.kind === 'before-remote-execution') {
    return <span>Your release {shown} has no remote execution.</span>;
  }
  const choice = choices.find(({ facts }) => facts.name === version.version.name)!;
  return (
    <span>
      Your release {shown} speaks another protocol.{' '}
      <Link to={choice.path}>
        {choice.match.kind === 'same-page' ? `This page in ${choice.facts.label}` : `To ${choice.facts.label}`}
      </Link>
    </span>
  );
}

function LeaveButton(): ReactNode {
  const leave = useLeaveRelease();
  return (
    <button type="button" aria-label="Show all releases" onClick={leave}>
      ✕
    </button>
  );
}

/** Shows what is hidden, marked, and hides it again. */
function ShowButton(): ReactNode {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    document.documentElement.toggleAttribute(SHOWS_OTHERS, shown);
    return () => document.documentElement.removeAttribute(SHOWS_OTHERS);
  }, [shown]);
  return (
    <button type="button" className="reading-line__show" aria-pressed={shown} onClick={() => setShown(!shown)}>
      {shown ? 'Hide' : 'Show'}
    </button>
  );
}
