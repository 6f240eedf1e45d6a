import type { ReactNode } from 'react';
import { WORKER_STATES } from '../request.ts';
import type { WorkerState } from '../request.ts';
import { EMPTY_ROW, listOfRows, rowsOf } from './planner-input.ts';
import type { PoolInput, WorkerRow } from './planner-input.ts';
import { reasonOf } from './usePlan.ts';
import type { PlannerFields } from './usePlannerInput.ts';

/** The workers: what `swamp worker list` printed, or a form. */
export function PoolFields({ fields }: { readonly fields: PlannerFields }): ReactNode {
  const { pool } = fields.input;
  return pool.kind === 'text' ? (
    <PastedPool text={pool.text} fields={fields} />
  ) : (
    <PoolForm rows={pool.rows} fields={fields} />
  );
}

/** Shows the same workers in the other form, unless what is written cannot be read: then it stays, and nothing is lost. */
function changeForm(fields: PlannerFields, make: () => PoolInput): void {
  try {
    fields.change({ pool: make() });
  } catch (error) {
    fields.tell(reasonOf(error));
  }
}

function PastedPool({ text, fields }: { readonly text: string; readonly fields: PlannerFields }): ReactNode {
  return (
    <div className="planner__pool">
      <div className="planner__label">
        <label htmlFor="plan-pool">Workers</label>
        <button
          type="button"
          className="planner__small"
          onClick={() =>
            changeForm(fields, () => {
              const rows = rowsOf(text);
              return { kind: 'rows', rows: rows.length === 0 ? [EMPTY_ROW] : rows };
            })
          }
        >
          Fill in a form
        </button>
      </div>
      <textarea
        id="plan-pool"
        value={text}
        onChange={(event) => fields.change({ pool: { kind: 'text', text: event.target.value } })}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (text === '' && pasted !== '' && fields.input.files.some((file) => file.text.trim() !== '')) {
            event.preventDefault();
            fields.take({ pool: { kind: 'text', text: pasted } });
          }
        }}
        rows={4}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-describedby="plan-pool-hint"
      />
      <p id="plan-pool-hint" className="explainer__hint">
        Paste what <code>swamp worker list</code> prints, with or without <code className="whole">--json</code>. Without
        workers the plan says what each step asks for.
      </p>
    </div>
  );
}

function PoolForm({
  rows,
  fields,
}: {
  readonly rows: readonly WorkerRow[];
  readonly fields: PlannerFields;
}): ReactNode {
  const setRows = (next: readonly WorkerRow[]): void => fields.change({ pool: { kind: 'rows', rows: next } });
  return (
    <div className="planner__pool" role="group" aria-label="Workers">
      <div className="planner__label">
        <strong>Workers</strong>
        <button
          type="button"
          className="planner__small"
          onClick={() => changeForm(fields, () => ({ kind: 'text', text: listOfRows(rows) }))}
        >
          Paste a list
        </button>
      </div>
      {rows.map((row, index) => (
        <WorkerFields
          key={index}
          row={row}
          number={index + 1}
          onChange={(part) => setRows(rows.with(index, { ...row, ...part }))}
          onRemove={() => setRows(rows.filter((_, position) => position !== index))}
        />
      ))}
      <p>
        <button type="button" className="planner__small" onClick={() => setRows([...rows, EMPTY_ROW])}>
          Add a worker
        </button>
      </p>
    </div>
  );
}

interface WorkerFieldsProps {
  readonly row: WorkerRow;
  readonly number: number;
  readonly onChange: (part: Partial<WorkerRow>) => void;
  readonly onRemove: () => void;
}

const COLUMNS = [
  ['name', 'Name', 'alpha'],
  ['labels', 'Labels', 'region=eu, gpu=true'],
  ['platform', 'Platform', 'linux/x86_64'],
  ['slots', 'Slots', '1'],
  ['running', 'Running', '0'],
] as const;

function WorkerFields({ row, number, onChange, onRemove }: WorkerFieldsProps): ReactNode {
  return (
    <fieldset className="planner__worker">
      <legend>{row.name.trim() === '' ? `Worker ${number}` : row.name}</legend>
      {COLUMNS.map(([key, label, example]) => (
        <label key={key} className={`planner__field planner__field--${key}`}>
          {label}
          <input
            value={row[key]}
            placeholder={example}
            onChange={({ target }) => onChange({ [key]: target.value })}
            inputMode={key === 'slots' || key === 'running' ? 'numeric' : 'text'}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
          />
        </label>
      ))}
      <label className="planner__field">
        State
        <select value={row.status} onChange={({ target }) => onChange({ status: target.value as WorkerState })}>
          {WORKER_STATES.map((state) => (
            <option key={state}>{state}</option>
          ))}
        </select>
      </label>
      <button type="button" className="planner__small" onClick={onRemove}>
        Remove<span className="visually-hidden"> {row.name || `worker ${number}`}</span>
      </button>
    </fieldset>
  );
}
