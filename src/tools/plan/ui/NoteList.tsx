import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { FactText } from '../../../ui/FactText.tsx';
import type { FilePlace, PlanNote } from '../plan.ts';
import { fileFieldId } from './usePlannerInput.ts';

interface Props {
  readonly notes: readonly PlanNote[];
  /** Names of the planned files. */
  readonly files: readonly string[];
  readonly protocol: number;
}

/** What is worth knowing: what is probably a mistake in view, the rest folded. */
export function NoteList({ notes, files, protocol }: Props): ReactNode {
  const mistakes = notes.filter(({ mistake }) => mistake === true);
  const others = notes.filter(({ mistake }) => mistake !== true);
  const items = (list: readonly PlanNote[]): ReactNode => (
    <ul className="plan__notes">
      {list.map((note, index) => (
        <li key={index}>
          <FactText>{note.text}</FactText> <LinePlace place={note.place} files={files} />
          {note.page !== undefined && (
            <>
              {' '}
              <Link to={`/protocol-${protocol}/${note.page}`}>Read more</Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {mistakes.length > 0 && items(mistakes)}
      {others.length > 0 && (
        <details>
          <summary>{others.length === 1 ? 'One note' : `${others.length} notes`}</summary>
          {items(others)}
        </details>
      )}
    </>
  );
}

/** Where something stands; a press goes there. */
export function LinePlace({
  place,
  files,
}: {
  readonly place: FilePlace | undefined;
  readonly files: readonly string[];
}): ReactNode {
  if (place === undefined) {
    return null;
  }
  const name = files.length > 1 ? `${files[place.file] ?? ''}, ` : '';
  return (
    <button type="button" className="workbench__line plan__line" onClick={() => goTo(place)}>
      {name}line {place.line}
    </button>
  );
}

/** Selects a line in the field of its file, if it has one. */
function goTo({ file, line }: FilePlace): void {
  const field = document.getElementById(fileFieldId(file));
  if (field instanceof HTMLTextAreaElement) {
    const lines = field.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    // A field scrolls to what is selected only when somebody types.
    field.scrollTop = (field.scrollHeight / lines.length) * (line - 3);
  }
  field?.scrollIntoView({ block: 'nearest' });
}
