import { useRef, useState } from 'react';
import type { DragEvent, FormEvent, KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { ExampleButtons } from './ExampleButtons.tsx';
import { FileFields } from './FileFields.tsx';
import { MoreFields } from './MoreFields.tsx';
import { PlanResults } from './PlanResults.tsx';
import { PoolFields } from './PoolFields.tsx';
import { ReleaseFields } from './ReleaseFields.tsx';
import { usePlan } from './usePlan.ts';
import { fileFieldId, usePlannerInput } from './usePlannerInput.ts';

/** Paste a workflow, give release and workers, and read where each step runs. Nothing is sent anywhere. */
export function Planner(): ReactNode {
  const { state, start, stop, show } = usePlan();
  const fields = usePlannerInput({ start, show });
  const [dragging, setDragging] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const working = state.kind === 'working';

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    fields.submit();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      onSubmit(event);
    }
  };

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDragging(false);
    const dropped = [...event.dataTransfer.files];
    const text = event.dataTransfer.getData('text/plain');
    if (dropped.length > 0) {
      void fields.takeFiles(dropped);
    } else if (text !== '') {
      fields.take({ files: [{ name: 'workflow.yaml', text }] });
    }
  };

  const clear = (): void => {
    // The field of a long file comes back before it gets the focus.
    flushSync(fields.clear);
    if (chooser.current !== null) {
      chooser.current.value = '';
    }
    document.getElementById(fileFieldId(0))?.focus();
  };

  return (
    <div className="planner-columns">
      <form
        className={`explainer planner${dragging ? ' explainer--dragging' : ''}`}
        aria-label="What to plan"
        onSubmit={onSubmit}
        onKeyDown={onKeyDown}
        onDragOver={(event) => {
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={onDrop}
      >
        <FileFields fields={fields} />
        <div className="explainer__controls">
          <label className="explainer__file">
            Workflow files{' '}
            <input
              ref={chooser}
              type="file"
              multiple
              onChange={(event) => {
                const picked = [...(event.target.files ?? [])];
                if (picked.length > 0) {
                  void fields.takeFiles(picked);
                }
              }}
            />
          </label>
          <ReleaseFields fields={fields} />
        </div>
        <PoolFields fields={fields} />
        <MoreFields fields={fields} />
        <div className="explainer__controls planner__press">
          <button type="submit" className="button button--primary" disabled={working}>
            Plan
          </button>
          {working && (
            <button type="button" className="button button--secondary" onClick={stop}>
              Stop
            </button>
          )}
          <button type="button" className="button button--secondary" onClick={clear}>
            Clear
          </button>
        </div>
        <ExampleButtons protocol={fields.protocol} onChoose={(id) => void fields.takeExample(id)} />
      </form>
      <PlanResults state={state} fields={fields} />
    </div>
  );
}
