import { useDoc } from '@docusaurus/plugin-content-docs/client';

/** Whether a page of the docs has a list of headings. */
export function useHasContents(): boolean {
  const { frontMatter, toc } = useDoc();
  return frontMatter.hide_table_of_contents !== true && toc.length > 0;
}
