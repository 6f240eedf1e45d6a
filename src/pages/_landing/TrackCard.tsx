import Link from '@docusaurus/Link';
import { useLatestVersion } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import type { ReactNode } from 'react';
import { existingLinks } from './landing-links.ts';
import type { LandingTrack } from './landing-links.ts';

/** One way into the documentation: for whom it is, and where it starts. */
export function TrackCard({ track }: { readonly track: LandingTrack }): ReactNode {
  const links = existingLinks(track.links, useLatestVersion(undefined));
  return (
    <section className="track-card">
      <Heading as="h2">{track.title}</Heading>
      <p>{track.audience}</p>
      <ul>
        {links.map(({ path, label, command }) => (
          <li key={path}>
            <Link to={path}>{command ? <code>{label}</code> : label}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
