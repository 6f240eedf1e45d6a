import { useDocsPreferredVersion } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { ReleaseControl } from '../reading/ui/ReleaseControl.tsx';
import { useDisclosure } from './useDisclosure.ts';
import type { VersionChoice } from '../versions/version-choices.ts';
import { useVersionChoices } from '../versions/useVersionChoices.ts';
import { useReaderVersionName } from './useReaderVersionName.ts';
import { VersionLink } from '../versions/VersionLink.tsx';

/** The version switcher of the navbar: a button with the protocol, a list of links, and the reader's release. */
export function VersionMenu(): ReactNode {
  const choices = useVersionChoices();
  const { open, panelId, rootRef, buttonRef, toggle, close, rootHandlers } = useDisclosure();
  const { preferredVersion } = useDocsPreferredVersion(undefined);
  const current = choices.find((choice) => choice.current);
  const readerVersionName = useReaderVersionName();
  const named = (name: string | undefined): VersionChoice | undefined =>
    choices.find((choice) => choice.facts.name === name);
  const shown = current ?? named(readerVersionName) ?? named(preferredVersion?.name) ?? choices[0]!;
  return (
    <div ref={rootRef} className="version-menu" {...rootHandlers}>
      <button
        ref={buttonRef}
        type="button"
        className="version-menu__button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={toggle}
      >
        <span className="visually-hidden">Version: </span>
        {shown.facts.label}
      </button>
      {/* Focusable by script only: a browser that does not focus a pressed link focuses the panel. */}
      <div id={panelId} className="version-menu__panel" hidden={!open} tabIndex={-1}>
        <ul className="version-menu__list">
          {choices.map((choice) => (
            <li key={choice.facts.name}>
              <VersionLink
                choice={choice}
                readerIsInVersion={current !== undefined}
                className="version-link"
                onClick={close}
                yours={choice.facts.name === readerVersionName}
              />
            </li>
          ))}
        </ul>
        {/* It needs the application, which needs not be told of it before it is seen. */}
        {open && <ReleaseControl onDone={close} />}
      </div>
    </div>
  );
}
