import type { Plan, PlanNote, PlannedStep } from '../plan.ts';
import { weightOf } from './weight.ts';

/** More cards than these are shown only to who asks. */
const MOST_SHOWN = 60;

/** So many cards a browser draws without a wait. */
const MOST_DRAWN = 1_000;

/**
 * Which steps get a card: of many those that need a look first, in the order of the file.
 *
 * @returns their positions in the plan, and how many are left out.
 */
export function stepsShown(
  steps: readonly PlannedStep[],
  isWhole: boolean,
): { readonly shown: readonly number[]; readonly left: number } {
  const most = isWhole ? MOST_DRAWN : MOST_SHOWN;
  const all = steps.map((_, index) => index);
  if (all.length <= most) {
    return { shown: all, left: 0 };
  }
  const needsLook = all.filter((index) => ['error', 'warning'].includes(weightOf(steps[index]!.outcome)));
  const others = all.filter((index) => !needsLook.includes(index));
  const shown = [...needsLook, ...others].slice(0, most).sort((a, b) => a - b);
  return { shown, left: all.length - shown.length };
}

/** What is worth knowing of a file, without what the cards of its steps say. */
export function notesOfFile({ notes, steps }: Plan): readonly PlanNote[] {
  const said = new Set(steps.flatMap((step) => step.notes.map(keyOf)));
  return notes.filter((note) => note.place === undefined || !said.has(keyOf(note)));
}

function keyOf({ kind, place }: PlanNote): string {
  return `${kind} ${place?.file} ${place?.line}`;
}
