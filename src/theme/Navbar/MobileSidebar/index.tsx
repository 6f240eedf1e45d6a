import type { ReactNode } from 'react';
import { PHONE_MENU } from '../../../ui/menu/phone-menu.ts';
import { PhoneMenuHead } from '../../../ui/menu/PhoneMenuHead.tsx';
import { useHasSidebar } from '../../../ui/menu/SidebarContext.ts';

/** The menu of a narrow screen, on a page without a sidebar; with one, the sidebar is the menu. */
export default function NavbarMobileSidebar(): ReactNode {
  return useHasSidebar() ? null : (
    <div id={PHONE_MENU} popover="auto" className="phone-menu phone-menu--alone">
      <PhoneMenuHead />
    </div>
  );
}
