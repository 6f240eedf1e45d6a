import Link from '@docusaurus/Link';
import { useDocsPreferredVersion, useDocsVersion, useLatestVersion } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { ReadingLine } from '../../tools/reading/ui/ReadingLine.tsx';
import { usePublishedVersion } from '../../tools/versions/usePublishedVersions.ts';
import { useVersionChoices } from '../../tools/versions/useVersionChoices.ts';
import type { VersionFacts } from '../../facts/version-facts.ts';
import { releaseRange } from '../../facts/release-range.ts';
import { pageAt } from '../../tools/versions/version-choices.ts';
import { newestLinkLabel } from '../../tools/versions/version-words.ts';

/** Where the newest version tells how to upgrade, for a protocol without an upgrade page of its own. */
const UPGRADE_PAGE = 'operators/upgrade';

/** Tells a reader of an older protocol what that means and leads to the newest; tells for which release a page is shown. */
export default function DocVersionBanner(): ReactNode {
  const facts = usePublishedVersion(useDocsVersion().version);
  return (
    <>
      {facts.ended && <OlderProtocol facts={facts} />}
      <ReadingLine />
    </>
  );
}

function OlderProtocol({ facts }: { readonly facts: VersionFacts }): ReactNode {
  const newest = useVersionChoices().find((choice) => !choice.facts.ended)!;
  const newestPage = pageAt(useLatestVersion(undefined), UPGRADE_PAGE);
  const upgradePage = facts.upgrade ?? newestPage;
  const { savePreferredVersionName } = useDocsPreferredVersion(undefined);
  const preferNewest = (): void => savePreferredVersionName(newest.facts.name);
  return (
    <div className="theme-doc-version-banner protocol-banner" role="note">
      <p>
        <strong>You are reading about {facts.label}.</strong> Releases {releaseRange(facts)} speak it. Their workers
        cannot enroll with an orchestrator of another protocol, and their orchestrators refuse workers of another
        protocol.
      </p>
      <p className="protocol-banner__links">
        <Link to={newest.path} onClick={preferNewest}>
          {newestLinkLabel(newest.match, newest.facts.label)}
        </Link>
        {upgradePage !== undefined && upgradePage !== newest.path && (
          <Link to={upgradePage} onClick={preferNewest}>
            How to upgrade
          </Link>
        )}
      </p>
    </div>
  );
}
