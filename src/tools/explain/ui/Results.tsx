import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { askedInWords, placesInWords } from '../answer.ts';
import type { Explanation } from '../explanation.ts';
import type { Matcher } from '../matcher.ts';
import { markdownReport, summaryOf } from '../report.ts';
import type { Reader } from '../answer.ts';
import type { TableMessage } from '../table.ts';
import { messagesOfSeverity, verdictOf } from '../verdict.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { FactText } from '../../../ui/FactText.tsx';
import { CopyMessage } from '../../../ui/copy/CopyMessage.tsx';
import { useCopying } from '../../../ui/copy/useCopying.ts';
import { showText } from '../../../facts/message-text.ts';
import { EventCard, MessageCard } from './FoundCard.tsx';
import type { ExplanationState } from './useExplanation.ts';

/** More unknown lines than these help nobody. */
const LISTED_UNKNOWN = 40;

interface Props {
  readonly state: ExplanationState;
  readonly reader: Reader;
}

/** What was found in the lines, in order, and a summary that screen readers announce. */
export function Results({ state, reader }: Props): ReactNode {
  // The message that the reader came from.
  const about = new URLSearchParams(useQuery()).get('about');
  const asked =
    state.kind === 'done' && about !== null ? askedInWords(about, state.explanation, state.matcher) : undefined;
  return (
    <section className="explanation" aria-label="Explanation" aria-busy={state.kind === 'working'}>
      {asked !== undefined && (
        <p>
          <FactText>{asked}</FactText>
        </p>
      )}
      {state.kind === 'done' && (
        <p className="explanation__verdict">
          <FactText>{verdictOf(state.explanation, state.matcher, reader)}</FactText>
        </p>
      )}
      <p role="status" className="explanation__summary">
        {statusOf(state)}
      </p>
      {state.kind === 'working' && state.percent > 0 && (
        <progress max={100} value={state.percent} aria-label="Lines read" />
      )}
      {state.kind === 'done' && <Found {...state} reader={reader} />}
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
  reader,
}: {
  readonly explanation: Explanation;
  readonly matcher: Matcher;
  readonly reader: Reader;
}): ReactNode {
  const { findings, unknown, unknownLines } = explanation;
  const { siteConfig } = useDocusaurusContext();
  const [outcome, copy] = useCopying();
  const cardsOf = (severity: TableMessage['severity']): ReactNode[] =>
    messagesOfSeverity(explanation, matcher, reader, severity).map((finding) => (
      <MessageCard key={`message ${finding.message}`} finding={finding} matcher={matcher} reader={reader} />
    ));
  const notes = [
    ...cardsOf('info'),
    ...findings.flatMap((finding) =>
      finding.kind === 'event' ? (
        <EventCard key={`event ${finding.events[0]!.name}`} finding={finding} matcher={matcher} />
      ) : (
        []
      ),
    ),
  ];
  const grave = [...cardsOf('error'), ...cardsOf('warning')];
  return (
    <>
      {findings.length > 0 && (
        <p className="explanation__copy">
          <button
            type="button"
            className="button button--secondary button--sm"
            onClick={() => {
              // Whoever gets it reads the portal where this reader does.
              const site = `${window.location.origin}${siteConfig.baseUrl}`.replace(/\/$/, '');
              copy('the explanation', markdownReport(explanation, { matcher, site, ...reader }));
            }}
          >
            Copy the explanation as Markdown
          </button>{' '}
          <CopyMessage outcome={outcome} />
        </p>
      )}
      {grave.length > 0 && <h2>What the lines say</h2>}
      {grave}
      {notes.length > 0 && (
        <details className="explanation__notes" open={grave.length === 0}>
          <summary>{notes.length === 1 ? 'One note' : `${notes.length} notes`}: what is ordinary</summary>
          {notes}
        </details>
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
