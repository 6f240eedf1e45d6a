import type { ClipboardEvent, ReactNode } from 'react';
import type { PlanFile } from '../request.ts';
import { fileFieldId } from './usePlannerInput.ts';
import type { PlannerFields } from './usePlannerInput.ts';

/** A text box gets slow with more; a file that is longer is named in its place. */
const LARGEST_TYPED = 200_000;

/** The workflow to plan, and those that it runs. */
export function FileFields({ fields }: { readonly fields: PlannerFields }): ReactNode {
  const { files } = fields.input;
  const withFile = (index: number, file: PlanFile): readonly PlanFile[] => files.with(index, file);
  const without = (index: number): readonly PlanFile[] => files.filter((_, position) => position !== index);
  return (
    <>
      {files.map((file, index) => (
        <div key={index} className="planner__file">
          <div className="planner__label">
            <label htmlFor={fileFieldId(index)}>
              {index === 0 ? 'Workflow file' : `Workflow that it runs: ${file.name}`}
            </label>
            {index > 0 && (
              <>
                <button
                  type="button"
                  className="planner__small"
                  onClick={() => fields.take({ files: [file, ...without(index)] })}
                >
                  Plan this one<span className="visually-hidden"> {file.name}</span>
                </button>
                <button
                  type="button"
                  className="planner__small"
                  onClick={() => fields.change({ files: without(index) })}
                >
                  Remove<span className="visually-hidden"> {file.name}</span>
                </button>
              </>
            )}
          </div>
          <FileField
            id={fileFieldId(index)}
            file={file}
            onType={(text) => fields.change({ files: withFile(index, { ...file, text }) })}
            onTake={(text) => fields.take({ files: withFile(index, { ...file, text }) })}
            onFiles={(pasted) => void fields.takeFiles(pasted)}
          />
        </div>
      ))}
      <p id="plan-hint" className="explainer__hint">
        Paste, or drop files here: a workflow, and those that it runs. Nothing leaves your browser.{' '}
        <button
          type="button"
          className="planner__small"
          onClick={() => fields.change({ files: [...files, { name: `workflow-${files.length + 1}.yaml`, text: '' }] })}
        >
          Add a workflow that it runs
        </button>
      </p>
    </>
  );
}

interface FileFieldProps {
  readonly id: string;
  readonly file: PlanFile;
  readonly onType: (text: string) => void;
  readonly onTake: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

function FileField({ id, file: { name, text }, onType, onTake, onFiles }: FileFieldProps): ReactNode {
  if (text.length > LARGEST_TYPED) {
    return (
      <p className="explainer__long" id={id}>
        {name}, {(text.length / 1_000_000).toFixed(1)} million characters
      </p>
    );
  }
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted === '' && files.length > 0) {
      event.preventDefault();
      onFiles(files);
    } else if (pasted.length > LARGEST_TYPED || text === '') {
      event.preventDefault();
      onTake(pasted);
    }
  };
  return (
    <textarea
      id={id}
      value={text}
      onChange={(event) => onType(event.target.value)}
      onPaste={onPaste}
      rows={text.length > 0 ? 16 : 9}
      wrap="off"
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      aria-describedby="plan-hint"
    />
  );
}
