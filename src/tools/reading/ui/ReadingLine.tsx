import Link from '@docusaurus/Link';
import { useDocsVersion } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { askedRelease } from '../reading-address.ts';
import { countWords } from '../reading-words.ts';
import { shortRelease } from '../../../facts/release.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { useVersionChoices } from '../../versions/useVersionChoices.ts';
import { useLeaveRelease } from './useLeaveRelease.ts';
import { usePageMarks } from './usePageMarks.ts';
import { useReading } from './useReading.ts';
import type { Reading } from './useReading.ts';

/**
 * Tells on top of a page of the docs for which release it is shown, and how to leave that. The empty
 * line is in the page from the start, so that nothing moves when it fills.
 */
export function ReadingLine(): ReactNode {
  const reading = useReading();
  const pageVersion = useDocsVersion().version;
  const asked = askedRelease(useQuery());
  const isOfThisPage =
    reading !== undefined &&
    reading.version.kind !== 'before-remote-execution' &&
    reading.version.version.name === pageVersion;
  const counts = usePageMarks(isOfThisPage ? reading.release : undefined);
  return (
    <div className="reading-line" role="status">
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
              {reading.version.kind === 'newer-than-known' && ', newer than the newest release known here'}.{' '}
              {countWords(counts)}
            </span>
          ) : (
            <OtherProtocol reading={reading} />
          )}{' '}
          <LeaveButton />
        </p>
      )}
    </div>
  );
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
    <button type="button" className="reading-line__leave" onClick={leave}>
      Show all releases
    </button>
  );
}
