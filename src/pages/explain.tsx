import Link from '@docusaurus/Link';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Explainer } from '../tools/explain/ui/Explainer.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';
import { pageAt } from '../tools/versions/version-choices.ts';
import { MESSAGES_PAGE } from '../facts/message-page.ts';

/** The page on which readers paste what the program printed. */
export default function ExplainPage(): ReactNode {
  return (
    <Layout
      title="Explain a message"
      description="Paste log lines of a swamp worker, of swamp serve or of a command: every known message is found, with cause, fix and its releases."
    >
      <main className="plain-page explain-page" data-needs-app="address">
        <Heading as="h1">Explain a message</Heading>
        <p>
          Paste what a worker, an orchestrator or a command printed. You get every message that these pages know, with
          its cause, what to do, and the releases that print it.
        </p>
        <WithoutScript />
        <div className="needs-script">
          <Explainer />
        </div>
        <section>
          <Heading as="h2" id="all-messages">
            All messages
          </Heading>
          <p>Each version lists all its messages on one page, each with a permanent link.</p>
          <MessagePages />
        </section>
      </main>
    </Layout>
  );
}

function WithoutScript(): ReactNode {
  return (
    <noscript>
      <p className="explainer__problem">
        This page finds messages with JavaScript, which is off in your browser. Look the message up in the list of your
        version below, or run <code>npm run -s explain &lt; worker.log</code> in a copy of this site’s source.
      </p>
    </noscript>
  );
}

/** The page of messages of each version that has one, else its start page. */
function MessagePages(): ReactNode {
  const versions = useVersions(undefined);
  return (
    <ul>
      {usePublishedVersions().map(({ name, label }) => {
        const version = versions.find((candidate) => candidate.name === name)!;
        const page = pageAt(version, MESSAGES_PAGE);
        return (
          <li key={name}>
            <Link to={page ?? version.path}>{page === undefined ? label : `Messages of ${label}`}</Link>, and from what
            you see: <Link to={`${version.path}/operators/troubleshoot`}>Troubleshoot</Link>
          </li>
        );
      })}
    </ul>
  );
}
