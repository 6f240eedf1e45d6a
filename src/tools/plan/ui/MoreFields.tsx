import type { ReactNode } from 'react';
import type { PlannerFields } from './usePlannerInput.ts';

/** What few need: inputs of the run, and options of the orchestrator. */
export function MoreFields({ fields }: { readonly fields: PlannerFields }): ReactNode {
  const { inputs, queueTimeout, remoteOnly } = fields.input;
  return (
    <details className="planner__more">
      <summary>Inputs of the run, options of the orchestrator</summary>
      <label htmlFor="plan-inputs">Inputs, one a line</label>
      <textarea
        id="plan-inputs"
        value={inputs}
        placeholder="region=eu"
        onChange={(event) => fields.change({ inputs: event.target.value })}
        rows={3}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-describedby="plan-inputs-hint"
      />
      <p id="plan-inputs-hint" className="explainer__hint">
        As behind <code className="whole">--input</code>: <code>key=value</code>, or <code>key:json=["a","b"]</code>.
      </p>
      <div className="explainer__controls">
        <label>
          <code className="whole">--queue-timeout</code>{' '}
          <input
            className="planner__duration"
            value={queueTimeout}
            placeholder="10m"
            onChange={(event) => fields.change({ queueTimeout: event.target.value })}
            spellCheck={false}
            autoComplete="off"
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={remoteOnly}
            onChange={(event) => fields.change({ remoteOnly: event.target.checked })}
          />{' '}
          <code className="whole">--remote-only</code>
        </label>
      </div>
    </details>
  );
}
