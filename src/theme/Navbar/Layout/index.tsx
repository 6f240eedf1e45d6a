import NavbarMobileSidebar from '@theme/Navbar/MobileSidebar';
import type { Props } from '@theme/Navbar/Layout';
import type { ReactNode } from 'react';

/** The bar at the top, which stays, and the menu of a narrow screen. */
export default function NavbarLayout({ children }: Props): ReactNode {
  return (
    <nav aria-label="Main" className="navbar navbar--fixed-top">
      {children}
      <NavbarMobileSidebar />
    </nav>
  );
}
