import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ComponentProps, ReactNode } from 'react';

/** An item of a list; one with an id is a place that links lead to. */
export function ListItem(props: ComponentProps<'li'>): ReactNode {
  const brokenLinks = useBrokenLinks();
  if (props.id !== undefined) {
    brokenLinks.collectAnchor(props.id);
  }
  return <li {...props} />;
}
