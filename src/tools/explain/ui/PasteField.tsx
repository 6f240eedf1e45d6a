import { useHistory } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useId, useRef } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { handOver } from '../kept-lines.ts';

/** A field for log lines on any page: the tool explains them. They stay on the device, so the field has no name that a form would send. */
export function PasteField(): ReactNode {
  const tool = useBaseUrl('/explain');
  const history = useHistory();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  const explain = (event: FormEvent): void => {
    event.preventDefault();
    history.push(`${tool}${handOver(field.current!.value)}`);
  };

  return (
    <form className="explainer explainer--short needs-script" action={tool} onSubmit={explain}>
      <label htmlFor={id}>Paste what was printed</label>
      <textarea
        id={id}
        ref={field}
        rows={2}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            explain(event);
          }
        }}
      />
      <div className="explainer__controls">
        <button type="submit" className="button button--primary">
          Explain
        </button>
        <span>Nothing leaves your browser.</span>
      </div>
    </form>
  );
}
