import Link from '@docusaurus/Link';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { releaseRange } from '../../facts/release-range.ts';
import { FactTable } from '../../ui/FactTable.tsx';
import { usePublishedVersions } from './usePublishedVersions.ts';

const HEADINGS = ['Protocol', 'Releases', 'Facts verified against'];

/** All protocols with the releases that speak them. */
export function ProtocolTable(): ReactNode {
  const versions = useVersions(undefined);
  return (
    <FactTable headings={HEADINGS}>
      {usePublishedVersions().map((facts) => (
        <tr key={facts.name}>
          <td>
            <Link to={versions.find(({ name }) => name === facts.name)!.path}>{facts.label}</Link>{' '}
            {!facts.ended && <span className="badge-newest">newest</span>}
          </td>
          <td className="releases">{releaseRange(facts)}</td>
          <td className="releases">{facts.verified}</td>
        </tr>
      ))}
    </FactTable>
  );
}
