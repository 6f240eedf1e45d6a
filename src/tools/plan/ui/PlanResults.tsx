import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { shortRelease } from '../../../facts/release.ts';
import { CopyMessage } from '../../../ui/copy/CopyMessage.tsx';
import { useCopying } from '../../../ui/copy/useCopying.ts';
import { FactText } from '../../../ui/FactText.tsx';
import type { Plan } from '../plan.ts';
import { planInWords } from '../words.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { valueInWords } from './field-words.ts';
import { LinePlace, NoteList } from './NoteList.tsx';
import { LONGEST_FRAGMENT, planFragment } from './plan-address.ts';
import type { SharedPlan } from './plan-address.ts';
import { PlanPicture } from './PlanPicture.tsx';
import { StepCard } from './StepCard.tsx';
import { notesOfFile, stepsShown } from './steps-shown.ts';
import type { Asked, PlanState } from './usePlan.ts';
import type { PlannerFields } from './usePlannerInput.ts';

interface Props {
  readonly state: PlanState;
  readonly fields: PlannerFields;
}

/** Where each step runs, and a summary that screen readers announce. */
export function PlanResults({ state, fields }: Props): ReactNode {
  const section = useRef<HTMLElement>(null);
  const isAnswer = state.kind === 'done' || state.kind === 'problem';
  useEffect(() => {
    if (isAnswer) {
      showWhenPressed(section.current!);
    }
  }, [isAnswer]);
  return (
    <section ref={section} className="explanation plan" aria-label="Plan" aria-busy={state.kind === 'working'}>
      {state.kind === 'problem' && (
        <p role="alert" className="explainer__problem">
          <FactText>{state.problem}</FactText>
        </p>
      )}
      <p role="status" className="explanation__verdict">
        {statusOf(state)}
      </p>
      {state.kind === 'done' && (
        <>
          <p className="explanation__summary">
            {state.answer.plan.workflow !== undefined && (
              <>
                <code>{valueInWords(state.answer.plan.workflow)}</code> on{' '}
              </>
            )}
            release {shortRelease(state.answer.plan.release)}, protocol {state.answer.plan.protocol}.
            {isStale(state.asked, fields) && <strong> The fields have changed since. Press Plan.</strong>}
          </p>
          <Found key={JSON.stringify(state.asked.release)} {...state} shared={fields.shared} />
        </>
      )}
    </section>
  );
}

/** On a narrow screen the answer stands below the form: who pressed a button there is led to it. */
function showWhenPressed(section: HTMLElement): void {
  const isPressed = document.activeElement?.matches('.planner button') === true;
  if (isPressed && section.getBoundingClientRect().top > window.innerHeight * 0.7) {
    section.scrollIntoView();
  }
}

function statusOf(state: PlanState): string {
  switch (state.kind) {
    case 'working':
      return 'Planning…';
    case 'stopped':
      return 'Stopped. Press Plan to plan again.';
    case 'done':
      return planInWords(state.answer.plan);
    default:
      return '';
  }
}

function isStale(asked: Asked, { input, release }: PlannerFields): boolean {
  return asked.input !== input || release.kind !== 'release' || release.release !== asked.release;
}

interface FoundProps extends Extract<PlanState, { kind: 'done' }> {
  readonly shared: SharedPlan;
}

function Found({ asked, answer: { plan, markdown, notes }, shared }: FoundProps): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const { shown, left } = stepsShown(plan.steps, isWhole);
  const files = asked.input.files.map(({ name }) => name);
  return (
    <>
      {notes.length > 0 && (
        <ul className="plan__notes">
          {notes.map((note) => (
            <li key={note}>
              <FactText>{note}</FactText>
            </li>
          ))}
        </ul>
      )}
      <TakeAlong markdown={markdown} shared={shared} />
      <Refusals plan={plan} files={files} />
      <NoteList notes={notesOfFile(plan)} files={files} protocol={plan.protocol} />
      <PlanPicture steps={plan.steps} />
      {shown.length > 0 && <h2>Steps</h2>}
      {shown.map((index) => (
        <StepCard key={plan.steps[index]!.id} index={index} plan={plan} files={files} />
      ))}
      {left > 0 && (
        <p>
          {left.toLocaleString('en-US')} more steps have a place.{' '}
          <button type="button" className="planner__small" onClick={() => setWhole(true)}>
            Show all
          </button>
        </p>
      )}
      {plan.verdict !== 'unreadable' && <Elsewhere asked={asked} />}
    </>
  );
}

function Refusals({
  plan: { refusals },
  files,
}: {
  readonly plan: Plan;
  readonly files: readonly string[];
}): ReactNode {
  return refusals.map(({ message, advice, place }, index) => (
    <article key={index} className="finding finding--error">
      <h3>
        <span className="finding__severity">Refused</span> <LinePlace place={place} files={files} />
      </h3>
      <pre className="finding__excerpt">
        <code>{message}</code>
      </pre>
      <p>
        <FactText>{advice}</FactText>
      </p>
    </article>
  ));
}

/** The plan as Markdown, and a link that carries what was planned. */
function TakeAlong({ markdown, shared }: { readonly markdown: string; readonly shared: SharedPlan }): ReactNode {
  const [outcome, copy] = useCopying();
  const fragment = useFragment(shared);
  const isTooLong = fragment !== undefined && fragment.length > LONGEST_FRAGMENT;
  return (
    <p className="explanation__copy">
      <button type="button" className="planner__small" onClick={() => copy('the plan', markdown)}>
        Copy as Markdown
      </button>{' '}
      <button
        type="button"
        className="planner__small"
        disabled={fragment === undefined || isTooLong}
        onClick={() => copy('the link', `${window.location.origin}${window.location.pathname}#${fragment!}`)}
      >
        Copy link
      </button>{' '}
      {fragment !== undefined && (
        <span className="plan__size">
          {isTooLong
            ? `Too long for a link: ${inKilobytes(fragment)} of at most ${LONGEST_FRAGMENT / 1000} kB.`
            : `The link holds files, workers and inputs: ${inKilobytes(fragment)}. Nothing is sent anywhere.`}
        </span>
      )}{' '}
      <CopyMessage outcome={outcome} />
    </p>
  );
}

function inKilobytes(text: string): string {
  return `${(text.length / 1000).toFixed(1)} kB`;
}

/** The part of an address that carries the fields; `undefined` until it is packed. */
function useFragment({ release, input }: SharedPlan): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    planFragment({ release, input }).then(
      (packed) => isCurrent && setFragment(packed),
      // A browser that cannot pack has no link to give.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [release, input]);
  return fragment;
}
