import { useDocsPreferredVersion } from '@docusaurus/plugin-content-docs/client';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { ReleaseControl } from '../reading/ui/ReleaseControl.tsx';
import type { VersionChoice } from '../versions/version-choices.ts';
import { useVersionChoices } from '../versions/useVersionChoices.ts';
import { useReaderVersionName } from './useReaderVersionName.ts';
import { VersionLink } from '../versions/VersionLink.tsx';

/** The version switcher of the navbar: the protocol, a list of links, and the reader's release. The browser opens it. */
export function VersionMenu(): ReactNode {
  const choices = useVersionChoices();
  const menu = useRef<HTMLDetailsElement>(null);
  const { preferredVersion } = useDocsPreferredVersion(undefined);
  const current = choices.find((choice) => choice.current);
  const readerVersionName = useReaderVersionName();
  const named = (name: string | undefined): VersionChoice | undefined =>
    choices.find((choice) => choice.facts.name === name);
  const shown = current ?? named(readerVersionName) ?? named(preferredVersion?.name) ?? choices[0]!;
  return (
    <details ref={menu} className="version-menu" data-menu="">
      <summary className="version-menu__button">
        <span className="visually-hidden">Version: </span>
        {shown.facts.label}
      </summary>
      <div className="version-menu__panel">
        <ul className="version-menu__list">
          {choices.map((choice) => (
            <li key={choice.facts.name}>
              <VersionLink
                choice={choice}
                readerIsInVersion={current !== undefined}
                className="version-link"
                yours={choice.facts.name === readerVersionName}
              />
            </li>
          ))}
        </ul>
        <ReleaseControl onDone={() => (menu.current!.open = false)} />
      </div>
    </details>
  );
}
