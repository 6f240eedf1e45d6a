import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { checkHelp, LARGEST_HELP } from '../check-help.ts';
import type { CheckedHelp } from '../check-help.ts';
import { HelpAnswer } from './HelpAnswer.tsx';

/** What stands below the field. */
type State =
  | { readonly kind: 'empty' }
  | { readonly kind: 'checked'; readonly helps: readonly CheckedHelp[]; readonly cut: boolean }
  | { readonly kind: 'failed' };

/** Holds a pasted help against these pages, in the browser. */
export function HelpChecker(): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<State>({ kind: 'empty' });

  const check = (): void => {
    const text = field.current!.value;
    if (text.trim() === '') {
      setState({ kind: 'empty' });
      return;
    }
    import('@generated/publish-spec/default/help.json').then(
      ({ default: facts }) => {
        // What was written meanwhile is checked by a later call.
        if (field.current?.value === text) {
          setState({ kind: 'checked', helps: checkHelp(text, facts), cut: text.length > LARGEST_HELP });
        }
      },
      () => setState({ kind: 'failed' }),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    check();
  };

  return (
    <>
      <form onSubmit={submit} onInput={check} aria-label="Help">
        <p>
          <label className="match__field">
            <span>
              What <code className="whole">swamp … --help</code> prints
            </span>
            <textarea
              ref={field}
              rows={10}
              wrap="off"
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              placeholder="Usage:   swamp worker connect [url]"
            />
          </label>
        </p>
        <p>
          <button type="submit" className="button button--primary">
            Compare
          </button>
        </p>
      </form>
      <div className="match__answer" role="status">
        <Answers state={state} />
      </div>
    </>
  );
}

function Answers({ state }: { readonly state: State }): ReactNode {
  switch (state.kind) {
    case 'empty':
      return null;
    case 'failed':
      return <p>The facts of these pages could not be loaded. Check your connection, then press Compare again.</p>;
    case 'checked':
      return (
        <>
          {state.cut && <p>Only the first million characters are compared.</p>}
          {state.helps.length === 0 ? (
            <p>
              This is no help of swamp: it has no line that begins with <code>Usage:</code>. Paste all that the command
              prints.
            </p>
          ) : (
            state.helps.map((help, index) => <HelpAnswer key={index} help={help} />)
          )}
        </>
      );
  }
}
