import IconMenu from '@theme/Icon/Menu';
import type { ReactNode } from 'react';
import { PHONE_MENU } from '../../../../ui/menu/phone-menu.ts';

/** Opens the menu of a narrow screen; the browser does that, without any script. */
export default function MobileSidebarToggle(): ReactNode {
  return (
    <button type="button" className="navbar__toggle clean-btn" popoverTarget={PHONE_MENU} aria-label="Menu">
      <IconMenu />
    </button>
  );
}
