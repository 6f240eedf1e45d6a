import type { ReactNode } from 'react';
import { useVersionChoices } from './useVersionChoices.ts';
import { VersionLink } from './VersionLink.tsx';

/** All versions as plain links, so that a reader can switch without JavaScript. */
export function FooterVersionList(): ReactNode {
  const choices = useVersionChoices();
  const readerIsInVersion = choices.some((choice) => choice.current);
  return (
    <ul className="site-footer__list">
      {choices.map((choice) => (
        <li key={choice.facts.name}>
          <VersionLink
            choice={choice}
            readerIsInVersion={readerIsInVersion}
            className="version-link version-link--plain"
          />
        </li>
      ))}
    </ul>
  );
}
