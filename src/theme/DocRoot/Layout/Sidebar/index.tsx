import { useDocsSidebar } from '@docusaurus/plugin-content-docs/client';
import { useLocation } from '@docusaurus/router';
import type { Props } from '@theme/DocRoot/Layout/Sidebar';
import DocSidebarItems from '@theme/DocSidebarItems';
import type { ReactNode } from 'react';
import { MaskIcon } from '../../../../ui/MaskIcon.tsx';
import { PHONE_MENU } from '../../../../ui/menu/phone-menu.ts';
import { PhoneMenuHead } from '../../../../ui/menu/PhoneMenuHead.tsx';

/**
 * The list of pages: beside the page where there is room, and the menu on a narrow screen, where it
 * is a popover. It is the same element on both, so it is in the page once and needs no application.
 */
export default function DocRootLayoutSidebar({ sidebar }: Props): ReactNode {
  const { pathname } = useLocation();
  const name = useDocsSidebar()?.name;
  return (
    <aside id={PHONE_MENU} popover="auto" className="theme-doc-sidebar-container phone-menu">
      <PhoneMenuHead />
      <nav key={name} aria-label="Docs sidebar" className="menu thin-scrollbar">
        <ul className="theme-doc-sidebar-menu menu__list">
          <DocSidebarItems items={sidebar} activePath={pathname} level={1} />
        </ul>
      </nav>
      <button type="button" className="clean-btn sidebar-switch" data-act="sidebar">
        <MaskIcon drawing="arrow" />
        <span className="visually-hidden">Hide or show the list of pages</span>
      </button>
    </aside>
  );
}
