import type { ReactNode } from 'react';
import { ReleaseControl } from '../reading/ui/ReleaseControl.tsx';
import { useReaderVersionName } from './useReaderVersionName.ts';
import { useVersionChoices } from '../versions/useVersionChoices.ts';
import { VersionLink } from '../versions/VersionLink.tsx';

interface Props {
  /** Closes the mobile menu. */
  readonly onClick?: (() => void) | undefined;
}

/** The version switcher of the mobile menu: all versions, unfolded, for there are few, and the reader's release. */
export function MobileVersionList({ onClick }: Props): ReactNode {
  const choices = useVersionChoices();
  const readerVersionName = useReaderVersionName();
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
              yours={choice.facts.name === readerVersionName}
            />
          </li>
        ))}
      </ul>
      <ReleaseControl onDone={onClick} />
    </li>
  );
}
