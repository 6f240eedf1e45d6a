import type { ReactNode } from 'react';
import type { PlannedStep } from '../plan.ts';
import { weightOf } from './weight.ts';
import { valueInWords } from './field-words.ts';
import { pictureOf } from './picture.ts';
import type { PictureRow } from './picture.ts';
import { stepCardId } from './StepCard.tsx';

/** Who runs what, one after the other, as a table that is also the picture. */
export function PlanPicture({ steps }: { readonly steps: readonly PlannedStep[] }): ReactNode {
  const picture = pictureOf(steps);
  if (picture === undefined) {
    return null;
  }
  const { waves, rows } = picture;
  return (
    <div className="table-frame plan__picture" role="group" aria-label="Picture" tabIndex={0}>
      <table>
        <caption>Who runs what, from left to right, if all steps took equally long.</caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            {Array.from({ length: waves }, (_, wave) => (
              <th key={wave} scope="col">
                {wave + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PlaceRow key={`${row.kind} ${row.name}`} row={row} steps={steps} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlaceRow({ row, steps }: { readonly row: PictureRow; readonly steps: readonly PlannedStep[] }): ReactNode {
  return (
    <tr>
      <th scope="row">{row.kind === 'worker' ? <code>{row.name}</code> : row.name}</th>
      {row.cells.map((cell, wave) => (
        <td key={wave}>
          {cell.map((index) => (
            <button
              key={index}
              type="button"
              className={`plan__bar plan__bar--${weightOf(steps[index]!.outcome)}`}
              onClick={() => goToStep(index)}
            >
              {valueInWords(steps[index]!.step)}
            </button>
          ))}
        </td>
      ))}
    </tr>
  );
}

function goToStep(index: number): void {
  const heading = document.getElementById(stepCardId(index));
  heading?.focus({ preventScroll: true });
  heading?.closest('article')?.scrollIntoView({ block: 'start' });
}
