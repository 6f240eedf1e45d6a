import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { Props } from '@theme/Heading';
import type { ReactNode } from 'react';

/**
 * A heading with a link to itself. Headings are the most frequent thing on a page after cells, so
 * it is written with few bytes: where it stops below the navbar is a rule of the page's root
 * (`src/css/base.css`), and the label is not repeated as a title.
 */
export default function Heading({ as: As, id, children, ...props }: Props): ReactNode {
  const brokenLinks = useBrokenLinks();
  if (As === 'h1' || !id) {
    return <As {...props}>{children}</As>;
  }
  brokenLinks.collectAnchor(id);
  return (
    // The table of contents finds the headings by this class.
    <As {...props} className="anchor" id={id}>
      {children}
      <a
        className="hash-link"
        href={`#${id}`}
        aria-label={`Direct link to ${typeof children === 'string' ? children : id}`}
      />
    </As>
  );
}
