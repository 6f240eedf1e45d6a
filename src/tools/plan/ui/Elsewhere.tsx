import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { shortRelease } from '../../../facts/release.ts';
import { FactTable } from '../../../ui/FactTable.tsx';
import { FactText } from '../../../ui/FactText.tsx';
import type { ReleaseRange } from './elsewhere.ts';
import { ask, reasonOf } from './usePlan.ts';
import type { Asked } from './usePlan.ts';

type Answered =
  | { readonly kind: 'idle' | 'working' }
  | { readonly kind: 'done'; readonly ranges: readonly ReleaseRange[] }
  | { readonly kind: 'problem'; readonly problem: string };

/** What other releases make of the same files; asked for when a reader opens it. */
export function Elsewhere({ asked }: { readonly asked: Asked }): ReactNode {
  const [answered, setAnswered] = useState<{ readonly asked: Asked; readonly answer: Answered }>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const answer: Answered = answered?.asked === asked ? answered.answer : { kind: 'idle' };

  const open = (): void => {
    if (answer.kind !== 'idle') {
      return;
    }
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    const show = (next: Answered): void => {
      if (!signal.aborted) {
        setAnswered({ asked, answer: next });
      }
    };
    show({ kind: 'working' });
    ask({ wants: 'elsewhere', ...asked }, signal).then(
      (given) =>
        show(given.kind === 'elsewhere' ? { kind: 'done', ranges: given.ranges } : { kind: 'problem', problem: '' }),
      (error: unknown) => show({ kind: 'problem', problem: reasonOf(error) }),
    );
  };

  return (
    // A new plan closes it, for it has not been asked for that.
    <details key={asked.release} className="plan__elsewhere" onToggle={(event) => event.currentTarget.open && open()}>
      <summary>The same files on other releases</summary>
      <p role="status">{answer.kind === 'working' ? 'Planning all releases…' : ''}</p>
      {answer.kind === 'problem' && <p role="alert">{answer.problem}</p>}
      {answer.kind === 'done' && <Ranges ranges={answer.ranges} />}
    </details>
  );
}

function Ranges({ ranges }: { readonly ranges: readonly ReleaseRange[] }): ReactNode {
  return (
    <FactTable headings={['Releases', 'Protocol', 'What differs']}>
      {ranges.map(({ first, last, protocols, isAsked, differences }) => (
        <tr key={first}>
          <td>
            {shortRelease(first)}
            {last !== first && <> to {shortRelease(last)}</>}
          </td>
          <td>{protocols.join(', ')}</td>
          <td>
            {isAsked ? (
              'The plan above.'
            ) : differences.length === 0 ? (
              'Nothing.'
            ) : (
              <ul className="plan__notes">
                {differences.map((text) => (
                  <li key={text}>
                    <FactText>{text}</FactText>
                  </li>
                ))}
              </ul>
            )}
          </td>
        </tr>
      ))}
    </FactTable>
  );
}
