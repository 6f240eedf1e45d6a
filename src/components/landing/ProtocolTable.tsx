import Link from '@docusaurus/Link';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { releaseRange } from '../../site/release-range.ts';
import { usePublishedVersions } from '../versions/usePublishedVersions.ts';

/** All protocols with the releases that speak them. */
export function ProtocolTable(): ReactNode {
  const versions = useVersions(undefined);
  return (
    <table className="facts">
      <thead>
        <tr>
          <th scope="col">Protocol</th>
          <th scope="col">Releases</th>
          <th scope="col">Pages verified against</th>
        </tr>
      </thead>
      <tbody>
        {usePublishedVersions().map((facts) => (
          <tr key={facts.name}>
            <td data-label="Protocol">
              <Link to={versions.find(({ name }) => name === facts.name)!.path}>{facts.label}</Link>
              {!facts.ended && <span className="badge-newest">newest</span>}
            </td>
            <td data-label="Releases" className="releases">
              {releaseRange(facts)}
            </td>
            <td data-label="Pages verified against" className="releases">
              {facts.verified}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
