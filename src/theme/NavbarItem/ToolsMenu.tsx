import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { usePublishedVersions } from '../../tools/versions/usePublishedVersions.ts';
import { toolLinks } from '../Footer/site-links.ts';

/** The tools, from every page; the browser opens the menu. */
export default function ToolsMenu(): ReactNode {
  const { upgrade } = usePublishedVersions()[0]!;
  return (
    <details className="version-menu" data-menu="">
      <summary className="version-menu__button">Tools</summary>
      <div className="version-menu__panel">
        <ul className="version-menu__list">
          {toolLinks(upgrade).map(({ path, label }) => (
            <li key={label}>
              <Link className="version-link" to={path}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
