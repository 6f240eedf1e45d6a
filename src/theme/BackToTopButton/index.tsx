import type { ReactNode } from 'react';

/**
 * Leads back to the top of a long page. The style sheet shows it once the page has been scrolled. A landmark of its own,
 * for it stands outside the page's text: what is in none is easily missed by who goes from landmark to landmark.
 */
export default function BackToTopLink(): ReactNode {
  return (
    <nav className="to-top">
      <a href="#" aria-label="Back to the top" />
    </nav>
  );
}
