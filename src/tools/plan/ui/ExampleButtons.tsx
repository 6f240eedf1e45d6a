import choices from '@generated/plan-page/default/choices.json';
import type { ReactNode } from 'react';

/** Buttons that fill in an example of the docs; its files are loaded when one is pressed. */
export function ExampleButtons({
  protocol,
  onChoose,
}: {
  readonly protocol: number;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const offered = choices.find((choice) => choice.protocol === protocol)?.examples ?? [];
  return (
    <div className="explainer__examples" role="group" aria-label={`Examples of protocol ${protocol}`}>
      <span>Try it with</span>
      {offered.map(({ id, label }) => (
        <button key={id} type="button" onClick={() => onChoose(id)}>
          {label}
        </button>
      ))}
    </div>
  );
}
