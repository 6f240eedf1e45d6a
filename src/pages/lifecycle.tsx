import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { LifecyclePlayer } from '../tools/lifecycle/ui/LifecyclePlayer.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';

/** Plays the life of a token and its workers, from the state machines and the restart table. */
export default function LifecyclePage(): ReactNode {
  return (
    <Layout
      title="Play the life of a token"
      description="Mint a token, connect workers, restart, expire and revoke, and see the state and what each side prints."
    >
      <main className="plain-page" data-needs-app="address">
        <Heading as="h1">Play the life of a token</Heading>
        <p>
          Let something happen, and see what becomes of the token and its workers, what each side prints, and what you
          have to do. The worker and its token are called <code>alpha</code>.
        </p>
        <p className="without-script">This page needs JavaScript to play. The restart table says the same:</p>
        <LifecyclePlayer />
        <nav aria-label="The same as a table">
          <ul>
            {usePublishedVersions().map(({ label, path }) => (
              <li key={path}>
                <Link to={`/${path}/reference/cli/worker-connect#what-happens-at-restarts`}>
                  Restart table of {label}
                </Link>
                , <Link to={`/${path}/operators/tokens`}>its page about tokens</Link>
              </li>
            ))}
          </ul>
        </nav>
      </main>
    </Layout>
  );
}
