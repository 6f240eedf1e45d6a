import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Example } from '../examples.ts';

/** Buttons that fill in what a recorded program printed; the recordings are loaded when one is pressed. */
export function ExampleButtons({
  protocol,
  onChoose,
}: {
  readonly protocol: number;
  readonly onChoose: (example: Example) => void;
}): ReactNode {
  const [failed, setFailed] = useState(false);
  const choose = async (position: number): Promise<void> => {
    try {
      const { default: examples } = await import('@generated/publish-spec/default/examples.json');
      onChoose(examples.filter((example) => example.protocol === protocol)[position]!);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className="explainer__examples" role="group" aria-label={`Examples recorded with protocol ${protocol}`}>
      <span>Try it with</span>
      {['a refused second machine', 'a server that was killed', 'a worker started twice, with --json'].map(
        (label, position) => (
          <button key={label} type="button" onClick={() => void choose(position)}>
            {label}
          </button>
        ),
      )}
      {failed && <span role="alert">The example could not be loaded. Reload the page.</span>}
    </div>
  );
}
