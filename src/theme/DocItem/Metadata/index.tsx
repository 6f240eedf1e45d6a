import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Metadata from '@theme-original/DocItem/Metadata';
import type { ReactNode } from 'react';
import { TwinLink } from '../../../ui/twins/TwinLink.tsx';

/** What the head of a page says, with the address of its Markdown twin. */
export default function DocItemMetadata(): ReactNode {
  return (
    <>
      <Metadata />
      <TwinLink permalink={useDoc().metadata.permalink} />
    </>
  );
}
