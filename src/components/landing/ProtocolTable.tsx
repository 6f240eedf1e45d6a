import Link from '@docusaurus/Link';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import type { CSSProperties, ReactNode } from 'react';
import { cardLabels } from '../../site/card-labels.ts';
import { releaseRange } from '../../site/release-range.ts';
import { usePublishedVersions } from '../versions/usePublishedVersions.ts';

const HEADINGS = ['Protocol', 'Releases', 'Facts verified against'];

/** All protocols with the releases that speak them. */
export function ProtocolTable(): ReactNode {
  const versions = useVersions(undefined);
  return (
    <table className="facts" style={cardLabels(HEADINGS).properties as CSSProperties}>
      <thead>
        <tr>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {usePublishedVersions().map((facts) => (
          <tr key={facts.name}>
            <td>
              <Link to={versions.find(({ name }) => name === facts.name)!.path}>{facts.label}</Link>
              {!facts.ended && <span className="badge-newest">newest</span>}
            </td>
            <td className="releases">{releaseRange(facts)}</td>
            <td className="releases">{facts.verified}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
