import type { ReactNode } from 'react';
import { FactText } from '../../../ui/FactText.tsx';
import type { FieldInForce, Lacking, Outcome, Plan, PlannedStep } from '../plan.ts';
import { lackInWords, placeInWords, reasonsInWords } from '../words.ts';
import { weightOf } from './weight.ts';
import type { Weight } from './weight.ts';
import { fieldInWords, valueInWords } from './field-words.ts';
import { LinePlace, NoteList } from './NoteList.tsx';

interface Props {
  /** Position in the plan. */
  readonly index: number;
  readonly plan: Plan;
  /** Names of the planned files. */
  readonly files: readonly string[];
}

const LOOKS: Readonly<Record<Weight, string>> = {
  error: ' finding--error',
  warning: ' finding--warning',
  good: ' plan__step--good',
  plain: '',
};

/** More workers that lack something are folded. */
const MOST_NEAREST = 3;

/** One step: where it runs, why, and what would help. */
export function StepCard({ index, plan, files }: Props): ReactNode {
  const step = plan.steps[index]!;
  const { outcome, notes, fields } = step;
  return (
    <article className={`finding plan__step${LOOKS[weightOf(outcome)]}`}>
      <h3 id={stepCardId(index)} tabIndex={-1}>
        <code>{valueInWords(step.step)}</code>{' '}
        <span className="plan__place">
          <FactText>{placeInWords(outcome)}</FactText>
        </span>
      </h3>
      <p className="finding__place">
        {whereInFile(step, plan)}, <LinePlace place={step.place} files={files} />
      </p>
      {outcome.kind === 'refused' && <Printed>{outcome.refusal.message}</Printed>}
      {reasonsInWords(outcome, plan.steps).map((reason) => (
        <p key={reason}>
          <FactText>{reason}</FactText>
        </p>
      ))}
      <WorkersThatLack outcome={outcome} />
      {outcome.kind === 'waits' && outcome.help.length > 0 && <Help help={outcome.help} />}
      <Fields fields={fields} files={files} />
      {outcome.kind === 'waits' && <WhatIsPrinted {...outcome} />}
      <NoteList notes={notes} files={files} protocol={plan.protocol} />
    </article>
  );
}

/** Id of the heading of a step. */
export function stepCardId(index: number): string {
  return `plan-step-${index + 1}`;
}

function whereInFile({ job, workflow, nestedIn, item }: PlannedStep, plan: Plan): string {
  return [
    `Job ${job}`,
    ...(nestedIn.length > 0 || workflow !== plan.workflow ? [`workflow ${workflow}`] : []),
    ...(item === undefined ? [] : [`item ${item.index + 1}`]),
  ].join(', ');
}

function Printed({ children }: { readonly children: string }): ReactNode {
  return (
    <pre className="finding__excerpt">
      <code>{children}</code>
    </pre>
  );
}

function Help({ help }: { readonly help: readonly string[] }): ReactNode {
  return (
    <div className="plan__help">
      <p>What would help:</p>
      <ul>
        {help.map((text) => (
          <li key={text}>
            <FactText>{text}</FactText>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WhatIsPrinted({
  waitingLine,
  finalLine,
}: Pick<Extract<Outcome, { kind: 'waits' }>, 'waitingLine' | 'finalLine'>): ReactNode {
  const lines = [waitingLine, finalLine].filter((line) => line !== undefined);
  return (
    lines.length > 0 && (
      <details>
        <summary>What is printed</summary>
        <Printed>{lines.join('\n')}</Printed>
      </details>
    )
  );
}

/** Why the others do not get it: the nearest in view when the step waits. */
function WorkersThatLack({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const isWaiting = outcome.kind === 'waits';
  const workers = isWaiting ? outcome.workers : outcome.kind === 'worker' ? outcome.others : [];
  const [near, far] = isWaiting ? [workers.slice(0, MOST_NEAREST), workers.slice(MOST_NEAREST)] : [[], workers];
  return (
    <>
      {near.length > 0 && <LackList workers={near} />}
      {far.length > 0 && (
        <details>
          <summary>
            {isWaiting ? `${far.length} more` : far.length === 1 ? 'Why not the other worker' : 'Why not the others'}
          </summary>
          <LackList workers={far} />
        </details>
      )}
    </>
  );
}

function LackList({ workers }: { readonly workers: readonly Lacking[] }): ReactNode {
  return (
    <ul className="plan__workers">
      {workers.map((lacking) => (
        <li key={lacking.worker.name}>
          <FactText>{lackInWords(lacking)}</FactText>
        </li>
      ))}
    </ul>
  );
}

function Fields({
  fields,
  files,
}: {
  readonly fields: readonly FieldInForce[];
  readonly files: readonly string[];
}): ReactNode {
  return (
    fields.length > 0 && (
      <ul className="plan__fields" aria-label="Fields">
        {fields.map((field) => (
          <li key={`${field.field} ${field.level}`} className={field.ignored === undefined ? '' : 'plan__ignored'}>
            <FactText>{fieldInWords(field)}</FactText> <LinePlace place={field.place} files={files} />
          </li>
        ))}
      </ul>
    )
  );
}
