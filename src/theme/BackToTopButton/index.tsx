import type { ReactNode } from 'react';

/** Leads back to the top of a long page. The style sheet shows it once the page has been scrolled. */
export default function BackToTopLink(): ReactNode {
  return <a className="to-top" href="#" aria-label="Back to the top" />;
}
