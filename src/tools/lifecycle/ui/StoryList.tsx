import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { actionById } from '../actions.ts';
import type { PlayedStory } from '../story-link.ts';
import type { PlayedStep, PrintedLine } from '../play.ts';
import { messagePage } from '../../../facts/message-page.ts';
import { FactText } from '../../../ui/FactText.tsx';
import { UnbrokenFlags } from '../../../ui/UnbrokenFlags.tsx';

/** What happened so far, oldest first; the newest step is announced. */
export function StoryList({ story }: { readonly story: PlayedStory }): ReactNode {
  const { pathName } = story.facts.facts;
  return (
    <ol className="lifecycle__story" aria-live="polite" aria-relevant="additions">
      {story.steps.map((step, index) => (
        <li key={index}>
          <StoryStep step={step} pathName={pathName} />
        </li>
      ))}
    </ol>
  );
}

function StoryStep({ step, pathName }: { readonly step: PlayedStep; readonly pathName: string }): ReactNode {
  return (
    <>
      <p className="lifecycle__done">
        <UnbrokenFlags>{actionById(step.action).label}</UnbrokenFlags>
      </p>
      {step.printed.map((line, index) => (
        <PrintedText key={index} line={line} pathName={pathName} />
      ))}
      {step.workers.map(({ machine, exitCode }) =>
        exitCode === undefined ? null : (
          <p key={machine}>
            The {machine} worker ends with exit code {exitCode}.
          </p>
        ),
      )}
      <p>
        <FactText>{step.what}</FactText>
      </p>
      {step.todo !== undefined && (
        <p>
          <strong>What to do:</strong> <FactText>{step.todo}</FactText>
        </p>
      )}
    </>
  );
}

function PrintedText({ line, pathName }: { readonly line: PrintedLine; readonly pathName: string }): ReactNode {
  return (
    <p className="lifecycle__line">
      <span className="lifecycle__side">{line.side}</span>{' '}
      {line.message === undefined ? (
        <code>{line.text}</code>
      ) : (
        <Link to={`/${pathName}/${messagePage(line.message)}#${line.message.id}`}>
          <code>{line.text}</code>
        </Link>
      )}
    </p>
  );
}
