import type { Props } from '@theme/MDXPage';
import MDXPage from '@theme-original/MDXPage';
import type { ReactNode } from 'react';
import { TwinLink } from '../../components/twins/TwinLink.tsx';

/** A page outside the versions, with the address of its Markdown twin in the head. */
export default function MdxPageWithTwin(props: Props): ReactNode {
  return (
    <>
      <MDXPage {...props} />
      <TwinLink permalink={props.content.metadata.permalink} />
    </>
  );
}
