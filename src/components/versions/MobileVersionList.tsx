import type { ReactNode } from 'react';
import { useVersionChoices } from './useVersionChoices.ts';
import { VersionLink } from './VersionLink.tsx';

interface Props {
  /** Closes the mobile menu. */
  readonly onClick?: (() => void) | undefined;
}

/** The version switcher of the mobile menu: all versions, unfolded, for there are few. */
export function MobileVersionList({ onClick }: Props): ReactNode {
  const choices = useVersionChoices();
  const readerIsInVersion = choices.some((choice) => choice.current);
  return (
    <li className="menu__list-item version-list">
      <span className="version-list__title">Versions</span>
      <ul className="menu__list">
        {choices.map((choice) => (
          <li key={choice.facts.name} className="menu__list-item">
            <VersionLink
              choice={choice}
              readerIsInVersion={readerIsInVersion}
              className="menu__link version-link"
              onClick={onClick}
            />
          </li>
        ))}
      </ul>
    </li>
  );
}
