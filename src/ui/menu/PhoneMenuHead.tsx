import { useThemeConfig } from '@docusaurus/theme-common';
import NavbarColorModeToggle from '@theme/Navbar/ColorModeToggle';
import NavbarItem from '@theme/NavbarItem';
import type { Props as ItemProps } from '@theme/NavbarItem';
import type { ReactNode } from 'react';
import { PHONE_MENU } from './phone-menu.ts';

/** What has a place of its own in the bar, on every screen. */
const IN_THE_BAR: readonly (string | undefined)[] = ['docsVersionDropdown', 'search'];

/** The top of the menu of a narrow screen: what the bar has no room for. */
export function PhoneMenuHead(): ReactNode {
  const items = (useThemeConfig().navbar.items as ItemProps[]).filter(({ type }) => !IN_THE_BAR.includes(type));
  return (
    <div className="phone-menu__head">
      <div className="phone-menu__bar">
        <NavbarColorModeToggle />
        <button
          type="button"
          className="clean-btn phone-menu__close"
          popoverTarget={PHONE_MENU}
          popoverTargetAction="hide"
          aria-label="Close the menu"
        />
      </div>
      <ul className="menu__list">
        {items.map((item, index) => (
          <NavbarItem key={index} mobile {...item} />
        ))}
      </ul>
    </div>
  );
}
