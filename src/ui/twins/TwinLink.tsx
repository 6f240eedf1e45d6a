import Head from '@docusaurus/Head';
import type { ReactNode } from 'react';

/** Tells programs where the Markdown twin of a page is. */
export function TwinLink({ permalink }: { readonly permalink: string }): ReactNode {
  return (
    <Head>
      <link rel="alternate" type="text/markdown" href={twinOfPermalink(permalink)} />
    </Head>
  );
}

/** Address of the Markdown twin of a page; the plugin `markdown-twins` writes it there. */
export function twinOfPermalink(permalink: string): string {
  return `${permalink.replace(/\/$/, '')}.md`;
}
