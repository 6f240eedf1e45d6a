import type { ReactNode } from 'react';
import {
  answerInWords,
  chooseEntries,
  holdsInWords,
  parametersInWords,
  placesInWords,
  printedByInWords,
  reactionsInWords,
} from '../answer.ts';
import type { FoundEvent, FoundMessage } from '../explanation.ts';
import type { Matcher } from '../matcher.ts';
import type { Reader } from '../answer.ts';
import type { TableMessage } from '../table.ts';
import { showText } from '../../../facts/message-text.ts';
import { FactText } from '../../../ui/FactText.tsx';
import { MessageLinks } from './MessageLinks.tsx';

interface Props {
  readonly matcher: Matcher;
  readonly reader: Reader;
}

const SEVERITIES: Readonly<Record<TableMessage['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

/** A known message: what it says here, why, and what to do. */
export function MessageCard({ finding, matcher, reader }: Props & { readonly finding: FoundMessage }): ReactNode {
  const { protocol } = reader;
  const { main, others, inProtocol } = chooseEntries(matcher, finding.message, reader);
  const { parameters } = finding.samples[0]!;
  const answer = answerInWords(main, parameters);
  return (
    <article className={`finding finding--${main.severity}`}>
      <h3>
        <span className="finding__severity">{SEVERITIES[main.severity]}</span> <code>{showText(main.text)}</code>
      </h3>
      <p className="finding__place">
        {placesInWords(finding)}
        {finding.inside && ', as the reason inside another message'}
      </p>
      <pre className="finding__excerpt">
        <code>{finding.excerpt}</code>
      </pre>
      {answer !== undefined && (
        <p className="finding__answer">
          <FactText>{answer}</FactText>
        </p>
      )}
      {!inProtocol && <p className="finding__elsewhere">Protocol {protocol} does not print this.</p>}
      <Meaning entry={main} matcher={matcher} parameters={parameters} />
      <Samples finding={finding} />
      <MessageLinks entry={main} table={matcher.table} protocol={protocol} />
      {others.map((other) => (
        <details key={other.id + holdsInWords(other.holds, matcher.table)}>
          <summary>
            {other.id === main.id ? 'In' : 'Another program prints the same, in'}{' '}
            {holdsInWords(other.holds, matcher.table)}
          </summary>
          <Meaning entry={other} matcher={matcher} parameters={parameters} />
          <MessageLinks entry={other} table={matcher.table} protocol={protocol} />
        </details>
      ))}
    </article>
  );
}

function Meaning({
  entry,
  matcher,
  parameters,
}: {
  readonly entry: TableMessage;
  readonly matcher: Matcher;
  readonly parameters: Readonly<Record<string, string>>;
}): ReactNode {
  const values = parametersInWords(entry, parameters);
  return (
    <dl className="finding__facts">
      {values.length > 0 && (
        <>
          <dt>In the text</dt>
          {values.map(({ name, value, meaning }) => (
            <dd key={name}>
              {name} = <code>{value}</code> — <FactText>{meaning}</FactText>
            </dd>
          ))}
        </>
      )}
      <dt>Cause</dt>
      <dd>
        <FactText>{entry.cause}</FactText>
      </dd>
      <dt>Fix</dt>
      <dd>
        <FactText>{entry.fix}</FactText>
      </dd>
      {entry.reactions.length > 0 && <dt>Then</dt>}
      {reactionsInWords(entry).map((reaction) => (
        <dd key={reaction}>
          <FactText>{reaction}</FactText>
        </dd>
      ))}
      <dt>Where</dt>
      <dd>
        <FactText>{printedByInWords(entry)}</FactText> In {holdsInWords(entry.holds, matcher.table)}.
      </dd>
    </dl>
  );
}

/** The other values that the same message came with. */
function Samples({ finding: { samples, moreSamples } }: { readonly finding: FoundMessage }): ReactNode {
  const others = samples.slice(1);
  return (
    others.length > 0 && (
      <details>
        <summary>Also with {others.length + moreSamples} other values</summary>
        <ul>
          {others.map(({ parameters, count, line }) => (
            <li key={JSON.stringify(parameters)}>
              {Object.entries(parameters).map(([name, value]) => (
                <span key={name} className="finding__value">
                  {name} = <code>{value}</code>{' '}
                </span>
              ))}
              ({placesInWords({ count, lines: [line] })})
            </li>
          ))}
          {moreSamples > 0 && <li>and {moreSamples.toLocaleString('en-US')} more</li>}
        </ul>
      </details>
    )
  );
}

/** An event that a command prints as a line of JSON. */
export function EventCard({
  finding,
  matcher,
}: {
  readonly finding: FoundEvent;
  readonly matcher: Matcher;
}): ReactNode {
  return (
    <article className="finding finding--info">
      <h3>
        <span className="finding__severity">Event</span>{' '}
        <code>
          {finding.events[0]!.field}: {finding.events[0]!.name}
        </code>
      </h3>
      <p className="finding__place">{placesInWords(finding)}</p>
      <pre className="finding__excerpt">
        <code>{finding.excerpt}</code>
      </pre>
      {finding.events.map(({ command, meaning, holds }) => (
        <p key={command + meaning}>
          <FactText>{meaning}</FactText> Printed by <code>swamp {command} --json</code>, in{' '}
          {holdsInWords(holds, matcher.table)}.
        </p>
      ))}
    </article>
  );
}
