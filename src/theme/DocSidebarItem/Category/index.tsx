import Link from '@docusaurus/Link';
import { isActiveSidebarItem } from '@docusaurus/plugin-content-docs/client';
import { isSamePath } from '@docusaurus/theme-common/internal';
import type { Props } from '@theme/DocSidebarItem/Category';
import DocSidebarItems from '@theme/DocSidebarItems';
import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

/** A group of pages in the sidebar, which the browser opens and closes. A group with a page of its own has a link beside the sign. */
export default function DocSidebarItemCategory({ item, activePath, level }: Props): ReactNode {
  const { label, href, items } = item;
  const isActive = isActiveSidebarItem(item, activePath);
  const isOpenPage = isSamePath(href, activePath);
  const details = useRef<HTMLDetailsElement>(null);
  // Only how it begins: from then on it is as the reader leaves it.
  const [open] = useState(isActive || !item.collapsed);
  const shownPath = useRef(activePath);
  useEffect(() => {
    if (shownPath.current !== activePath) {
      shownPath.current = activePath;
      if (isActive) {
        details.current!.open = true;
      }
    }
  }, [activePath, isActive]);
  return (
    <li className={clsx('menu__list-item sidebar-group', `sidebar-group--${level}`)}>
      {href !== undefined && (
        <Link
          className={clsx('menu__link', isActive && 'menu__link--active')}
          aria-current={isOpenPage ? 'page' : undefined}
          to={href}
        >
          {label}
        </Link>
      )}
      <details ref={details} open={open}>
        {href === undefined ? (
          <summary className="menu__link">{label}</summary>
        ) : (
          <summary className="sidebar-group__sign">
            <span className="visually-hidden">{`Pages below ${label}`}</span>
          </summary>
        )}
        <ul className="menu__list">
          <DocSidebarItems items={items} activePath={activePath} level={level + 1} />
        </ul>
      </details>
    </li>
  );
}
