import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import CodeBlock from '@theme/CodeBlock';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { ProtocolTable } from '../tools/versions/ProtocolTable.tsx';
import { Topology } from './_landing/Topology.tsx';
import { TrackCard } from './_landing/TrackCard.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';
import { landingTracks, troubleDoors } from './_landing/landing-links.ts';

/** The landing page: what this is, where each reader starts, and which protocol is theirs. */
export default function LandingPage(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const newest = usePublishedVersions()[0]!;
  return (
    <Layout description={siteConfig.tagline}>
      <main className="landing">
        <header className="landing__head">
          <div>
            <Heading as="h1">{siteConfig.title}</Heading>
            <p className="landing__statement">
              An orchestrator hands out the steps of a workflow, and workers on other machines dial in and run them.
            </p>
            <p className="landing__standing">
              The facts of {newest.label} are verified against release{' '}
              <span className="releases">{newest.verified}</span>.
            </p>
          </div>
          <Topology />
        </header>
        <nav className="landing__doors" aria-labelledby="trouble">
          <Heading as="h2" id="trouble">
            Something is wrong, or is about to change?
          </Heading>
          <ul>
            {troubleDoors(newest.upgrade).map(({ path, label, when }) => (
              <li key={label}>
                <Link to={path}>{label}</Link>
                <span>{when}</span>
              </li>
            ))}
          </ul>
        </nav>
        <div className="landing__tracks">
          {landingTracks.map((track) => (
            <TrackCard key={track.title} track={track} />
          ))}
        </div>
        <section className="landing__protocols">
          <Heading as="h2" id="protocols">
            Find your protocol
          </Heading>
          <p>
            Every release speaks one protocol, and an orchestrator refuses a worker of another one. Print the release on
            the orchestrator and on each worker:
          </p>
          <CodeBlock language="bash">swamp --version</CodeBlock>
          <p>
            A release starts with a date and a time. <Link to="/match">Match your releases</Link>, or look them up here,
            and read the pages of their protocol:
          </p>
          <ProtocolTable />
        </section>
      </main>
    </Layout>
  );
}
