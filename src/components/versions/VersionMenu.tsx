import { useDocsPreferredVersion } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { useDisclosure } from './useDisclosure.ts';
import { useVersionChoices } from './useVersionChoices.ts';
import { VersionLink } from './VersionLink.tsx';

/** The version switcher of the navbar: a button with the protocol, and a list of links. */
export function VersionMenu(): ReactNode {
  const choices = useVersionChoices();
  const { open, panelId, rootRef, buttonRef, toggle, close, rootHandlers } = useDisclosure();
  const { preferredVersion } = useDocsPreferredVersion(undefined);
  const current = choices.find((choice) => choice.current);
  const shown = current ?? choices.find((choice) => choice.facts.name === preferredVersion?.name) ?? choices[0]!;
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
      {/* Focusable by script only: a browser that does not focus a pressed link focuses the list. */}
      <ul id={panelId} className="version-menu__list" hidden={!open} tabIndex={-1}>
        {choices.map((choice) => (
          <li key={choice.facts.name}>
            <VersionLink
              choice={choice}
              readerIsInVersion={current !== undefined}
              className="version-link"
              onClick={close}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
