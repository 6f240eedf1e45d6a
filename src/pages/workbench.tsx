import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Workbench } from '../tools/diagrams/ui/Workbench.tsx';
import { usePublishedVersions } from '../tools/versions/usePublishedVersions.ts';

/** The page on which a copy of a diagram is changed, or a new one drawn. */
export default function WorkbenchPage(): ReactNode {
  return (
    <Layout
      title="Diagram workbench"
      description="Change a copy of a diagram, or draw your own, in the style of these pages; share it by a link, as Markdown or as SVG."
    >
      <Head>
        {/* Whatever a link brings, nothing is loaded from elsewhere, also where a host sends no such header. */}
        <meta httpEquiv="Content-Security-Policy" content={POLICY} />
      </Head>
      <main className="plain-page" data-needs-app="always">
        <Heading as="h1">Diagram workbench</Heading>
        <p>
          Change the Mermaid source, and see the picture as these pages would show it. <strong>Copy link</strong> shares
          it for a review: the link holds the source itself, and nothing is sent anywhere.
        </p>
        <p className="without-script">
          The workbench needs JavaScript to draw. The source of each diagram is in the link “Mermaid source” below it.
        </p>
        <div className="needs-script">
          <Workbench />
        </div>
        <nav aria-label="Diagrams of the site">
          <ul>
            {usePublishedVersions().map(({ label, path }) => (
              <li key={path}>
                <Link to={`/${path}/reference/diagrams`}>Diagrams of {label}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="workbench__makers">
          Drawn in your browser by <a href="https://github.com/mermaid-js/mermaid">Mermaid</a> (MIT), whose boxes{' '}
          <a href="https://github.com/kieler/elkjs">elkjs</a> places (EPL-2.0; its source is there).
        </p>
      </main>
    </Layout>
  );
}

const POLICY =
  "script-src-attr 'none'; img-src 'self' data:; media-src 'none'; font-src 'self'; connect-src 'self'; object-src 'none'";
