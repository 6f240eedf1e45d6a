import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { toolLinks } from '../Footer/site-links.ts';

/** The tools, from every page: a menu that the browser opens, or entries of the menu of a narrow screen. */
export default function ToolsMenu({ mobile = false }: { readonly mobile?: boolean }): ReactNode {
  if (mobile) {
    return toolLinks.map(({ path, label }) => (
      <li key={label} className="menu__list-item">
        <Link className="menu__link" to={path}>
          {label}
        </Link>
      </li>
    ));
  }
  return (
    <div className="navbar__item">
      <details className="version-menu" data-menu="">
        <summary className="version-menu__button">Tools</summary>
        <div className="version-menu__panel">
          <ul className="version-menu__list">
            {toolLinks.map(({ path, label }) => (
              <li key={label}>
                <Link className="version-link" to={path}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </div>
  );
}
