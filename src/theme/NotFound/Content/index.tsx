import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import type { ReactNode } from 'react';
import { useKnownPath } from '../../../tools/versions/useKnownPath.ts';
import { useVersionChoices } from '../../../tools/versions/useVersionChoices.ts';
import { releaseRange } from '../../../facts/release-range.ts';

/** What an address without a page shows: the nearest page of the same version, and all start pages. */
export default function NotFoundContent(): ReactNode {
  const pathname = useKnownPath();
  const versions = useVersions(undefined);
  const choices = useVersionChoices();
  const current = choices.find((choice) => choice.current);
  const { baseUrl } = useDocusaurusContext().siteConfig;
  // Seldom a whole address is remembered; its last part is what the reader looks for.
  const wanted = pathname?.split('/').filter(Boolean).at(-1)?.replace(/[-_]/g, ' ');
  return (
    <main className="plain-page" data-needs-app="always">
      <Heading as="h1">There is no page at this address</Heading>
      {current !== undefined && current.match.kind === 'nearest-page' && (
        <p>
          The nearest page of {current.facts.label} is <Link to={current.path}>{current.match.address}</Link>.
        </p>
      )}
      <form className="not-found__search" role="search" action={`${baseUrl}search`}>
        <label>
          Search for it <input key={wanted} type="search" name="q" defaultValue={wanted} />
        </label>
        {current?.facts.ended === true && <input type="hidden" name="version" value={`${current.facts.path}/`} />}
        <button type="submit" className="button button--primary">
          Search
        </button>
      </form>
      <p>Start again from the protocol that your releases speak:</p>
      <ul className="start-pages">
        {choices.map(({ facts }) => (
          <li key={facts.name}>
            <Link to={versions.find(({ name }) => name === facts.name)!.path}>{facts.label}</Link>
            <span className="start-pages__releases">{releaseRange(facts)}</span>
          </li>
        ))}
      </ul>
      {pathname !== undefined && (
        <p className="plain-page__address">
          Address: <code>{pathname}</code>
        </p>
      )}
    </main>
  );
}
