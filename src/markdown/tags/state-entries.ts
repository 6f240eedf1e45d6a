import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { stateAnchor } from '../../facts/anchors.ts';
import type { State, StateMachine, Transition } from '../../facts/schema/state-machine.ts';
import { lookup } from '../lookup.ts';
import { heading, inlineCode, join, paragraph, prose, sinceMark, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/**
 * `<StateEntries machine="worker" />`: for each state a heading with its anchor
 * (`worker-idle`), where it is kept, how it looks in a list, what leads into it and what out of it.
 */
export const stateEntriesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ machine: z.string() }),
  expand: ({ machine: id }, { spec }) => {
    const machine = lookup(spec.stateMachines, 'state machine', id, spec).value;
    const names = [...new Set(machine.states.map((state) => state.name))];
    return names.flatMap((name) => stateBlocks(name, machine));
  },
});

const KINDS: Readonly<Record<State['kind'], string>> = {
  stored: 'In the data record.',
  live: 'Only in the memory of the orchestrator.',
  shown: 'Computed when it is shown; nothing stores it.',
};

function stateBlocks(name: string, machine: StateMachine): BlockContent[] {
  const variants = machine.states.filter((state) => state.name === name);
  return [
    heading(3, stateAnchor(machine.id, name), text(`${machine.title}: `), inlineCode(name)),
    ...variants.flatMap((state) => [
      labelled('Kept', join([[text(KINDS[state.kind])], sinceMark(state)], ' ')),
      ...(state.seenAs === undefined ? [] : [labelled('How it looks', prose(state.seenAs))]),
    ]),
    ...waysBlocks(
      'Entered by',
      machine.transitions.filter((transition) => transition.to === name),
      'from',
    ),
    ...waysBlocks(
      'Left by',
      machine.transitions.filter((transition) => transition.from === name && transition.to !== name),
      'to',
    ),
  ];
}

function waysBlocks(label: string, transitions: readonly Transition[], end: 'from' | 'to'): BlockContent[] {
  if (transitions.length === 0) {
    return [labelled(label, [text('nothing.')])];
  }
  return [
    labelled(label, []),
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: transitions.map((transition) => ({
        type: 'listItem',
        spread: false,
        children: [paragraph(...wayText(transition, end))],
      })),
    },
  ];
}

function wayText(transition: Transition, end: 'from' | 'to'): PhrasingContent[] {
  const other = transition[end];
  const place: PhrasingContent[] =
    other === undefined ? [text(end === 'from' ? 'the start' : 'the end')] : [inlineCode(other)];
  const guard = transition.guard === undefined ? [] : prose(`Only if: ${transition.guard}`);
  return join(
    [
      [text(`${end === 'from' ? 'From' : 'To'} `), ...place, text(':')],
      [...prose(transition.trigger), text(` (by the ${transition.by}).`)],
      guard,
      sinceMark(transition),
    ],
    ' ',
  );
}

function labelled(label: string, content: PhrasingContent[]): BlockContent {
  return paragraph(
    { type: 'strong', children: [text(`${label}:`)] },
    ...(content.length === 0 ? [] : [text(' '), ...content]),
  );
}
