import type { ReactNode } from 'react';
import { placesInWords } from '../answer.ts';
import type { Explanation } from '../explanation.ts';
import type { Matcher } from '../matcher.ts';
import { summaryOf } from '../report.ts';
import { showText } from '../../../facts/message-text.ts';
import { EventCard, MessageCard } from './FoundCard.tsx';
import type { ExplanationState } from './useExplanation.ts';

/** More unknown lines than these help nobody. */
const LISTED_UNKNOWN = 40;

interface Props {
  readonly state: ExplanationState;
  readonly protocol: number | undefined;
}

/** What was found in the lines, in order, and a summary that screen readers announce. */
export function Results({ state, protocol }: Props): ReactNode {
  return (
    <section className="explanation" aria-label="Explanation" aria-busy={state.kind === 'working'}>
      <p role="status" className="explanation__summary">
        {statusOf(state)}
      </p>
      {state.kind === 'working' && state.percent > 0 && (
        <progress max={100} value={state.percent} aria-label="Lines read" />
      )}
      {state.kind === 'done' && <Found {...state} protocol={protocol} />}
    </section>
  );
}

function statusOf(state: ExplanationState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'working':
      return 'Reading…';
    case 'stopped':
      return 'Stopped. Press Explain to read the lines again.';
    case 'failed':
      return state.message;
    case 'done':
      return summaryOf(state.explanation, state.explanation.lines);
  }
}

function Found({
  explanation,
  matcher,
  protocol,
}: {
  readonly explanation: Explanation;
  readonly matcher: Matcher;
  readonly protocol: number | undefined;
}): ReactNode {
  const { findings, unknown, unknownLines } = explanation;
  return (
    <>
      {findings.length > 0 && <h2>What the lines say</h2>}
      {findings.map((finding) =>
        finding.kind === 'message' ? (
          <MessageCard key={`message ${finding.message}`} finding={finding} matcher={matcher} protocol={protocol} />
        ) : (
          <EventCard key={`event ${finding.events[0]!.name}`} finding={finding} matcher={matcher} />
        ),
      )}
      {unknownLines > 0 && (
        <details className="explanation__unknown" open={findings.length === 0}>
          <summary>
            {unknownLines.toLocaleString('en-US')} {unknownLines === 1 ? 'line is' : 'lines are'} not known
          </summary>
          <p>
            These pages do not describe them. Many are ordinary progress. Lines that differ only in numbers stand once.
          </p>
          <ul>
            {unknown.slice(0, LISTED_UNKNOWN).map((line) => (
              <li key={line.text}>
                <code>{line.text}</code> <span className="finding__place">{placesInWords(line)}</span>
                {line.nearest !== undefined && (
                  <span className="finding__nearest">
                    The nearest known message: <code>{showText(matcher.messages[line.nearest]!.text)}</code>
                  </span>
                )}
              </li>
            ))}
          </ul>
          {unknown.length > LISTED_UNKNOWN && <p>The others are left out.</p>}
        </details>
      )}
    </>
  );
}
