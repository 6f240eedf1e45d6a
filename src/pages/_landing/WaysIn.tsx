import Link from '@docusaurus/Link';
import { useLatestVersion } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import type { ReactNode } from 'react';
import type { WayIn } from '../../markdown/ways-in.ts';
import { pathOfWayIn } from './landing-links.ts';

export interface WaysInProps {
  readonly id: string;
  readonly title: string;
  readonly list: readonly WayIn[];
}

/** The most usual questions of one kind, each leading to its answer in the newest protocol. */
export function WaysIn({ id, title, list }: WaysInProps): ReactNode {
  const version = useLatestVersion(undefined);
  return (
    <nav className="track-card" aria-labelledby={id}>
      <Heading as="h2" id={id}>
        {title}
      </Heading>
      <ul>
        {list.map((wayIn) => (
          <li key={wayIn.question}>
            <Link to={pathOfWayIn(wayIn, version)}>{wayIn.question}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
