import Link from '@docusaurus/Link';
import { useDocsPreferredVersion } from '@docusaurus/plugin-content-docs/client';
import { useHistorySelector } from '@docusaurus/theme-common';
import type { ReactNode } from 'react';
import { releaseRange } from '../../facts/release-range.ts';
import type { VersionChoice } from './version-choices.ts';
import { matchNote } from './version-words.ts';

interface Props {
  readonly choice: VersionChoice;
  /** Whether the page that the reader has open belongs to a version. */
  readonly readerIsInVersion: boolean;
  readonly className: string;
  /** Whether the version is the one about the reader's release. */
  readonly yours?: boolean;
}

/** A link to the open page in another version, with the releases that the version is about. */
export function VersionLink({ choice, readerIsInVersion, className, yours = false }: Props): ReactNode {
  const { facts, path, match, current } = choice;
  const hash = useHistorySelector((history) => history.location.hash);
  const { savePreferredVersionName } = useDocsPreferredVersion(undefined);
  const note = matchNote(match, readerIsInVersion);
  return (
    <Link
      className={className}
      data-version={facts.name}
      to={match.kind === 'same-page' ? `${path}${hash}` : path}
      aria-current={current ? 'true' : undefined}
      onClick={() => savePreferredVersionName(facts.name)}
    >
      <span className="version-link__label">
        {facts.label}
        {!facts.ended && <span className="badge-newest">newest</span>}
      </span>
      <span className="version-link__releases">{releaseRange(facts)}</span>
      {yours && <span className="version-link__yours">Speaks the protocol of your release</span>}
      {note !== undefined && <span className="version-link__note">{note}</span>}
    </Link>
  );
}
