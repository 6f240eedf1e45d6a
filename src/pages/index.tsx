import Link from '@docusaurus/Link';
import { useLatestVersion } from '@docusaurus/plugin-content-docs/client';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import CodeBlock from '@theme/CodeBlock';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import MDXContent from '@theme/MDXContent';
import type { ReactNode } from 'react';
import { waysIn } from '../markdown/ways-in.ts';
import { PasteField } from '../tools/explain/ui/PasteField.tsx';
import { ProtocolTable } from '../tools/versions/ProtocolTable.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';
import FirstWorker from './_landing/first-worker.mdx';
import { Topology } from './_landing/Topology.tsx';
import { TrackCard } from './_landing/TrackCard.tsx';
import { WaysIn } from './_landing/WaysIn.tsx';
import { landingTracks } from './_landing/landing-links.ts';

/** The landing page: what this is, the usual questions, where each reader starts, and which protocol is theirs. */
export default function LandingPage(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const newest = usePublishedVersions()[0]!;
  const start = useLatestVersion(undefined).path;
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
              <span className="releases">{newest.verified}</span>. {newest.newer}
            </p>
          </div>
          <Topology />
        </header>
        <section className="landing__part">
          <Heading as="h2" id="message">
            A message that you do not understand?
          </Heading>
          <p>
            <Link to="/explain">Explain a message</Link> tells what log lines mean, why they are there, and what to do.
          </p>
          <PasteField />
        </section>
        <div className="landing__tracks">
          <WaysIn id="happened" title="Something happened" list={waysIn.happened} />
          <WaysIn id="wanted" title="I want to" list={waysIn.wanted} />
        </div>
        <section className="landing__part">
          <Heading as="h2" id="first-worker">
            This is a worker
          </Heading>
          <p>
            One command on another machine, with a token from the orchestrator:{' '}
            <Link to={`${start}/operators/get-started`}>from nothing to here in ten minutes</Link>.
          </p>
          <MDXContent>
            <FirstWorker />
          </MDXContent>
        </section>
        <div className="landing__tracks">
          {landingTracks.map((track) => (
            <TrackCard key={track.title} track={track} />
          ))}
        </div>
        <section className="landing__part landing__protocols">
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
            and read the pages of their protocol, or <Link to="/upgrade">upgrade</Link>:
          </p>
          <ProtocolTable />
        </section>
      </main>
    </Layout>
  );
}
