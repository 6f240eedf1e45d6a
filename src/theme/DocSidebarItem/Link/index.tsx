import Link from '@docusaurus/Link';
import { isActiveSidebarItem } from '@docusaurus/plugin-content-docs/client';
import type { Props } from '@theme/DocSidebarItem/Link';
import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A page in the sidebar. Every page carries dozens of them, and all lead to pages of the site. */
export default function DocSidebarItemLink({ item, activePath }: Props): ReactNode {
  const isActive = isActiveSidebarItem(item, activePath);
  return (
    <li className="menu__list-item">
      <Link
        className={clsx('menu__link', isActive && 'menu__link--active')}
        aria-current={isActive ? 'page' : undefined}
        to={item.href}
      >
        {item.label}
      </Link>
    </li>
  );
}
