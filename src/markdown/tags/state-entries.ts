import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { atRelease } from '../../facts/at-release.ts';
import { stateAnchor } from '../../facts/anchors.ts';
import type { State, StateMachine, Transition } from '../../facts/schema/state-machine.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { lookup } from '../lookup.ts';
import { datedPart, spanOf } from '../dated/before.ts';
import { entryItems } from '../dated/entry-table.ts';
import { formsOver } from '../dated/forms.ts';
import type { Form } from '../dated/forms.ts';
import { fold } from '../elements.ts';
import { heading, inlineCode, join, paragraph, prose, text } from '../nodes.ts';
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
    return names.flatMap((name) => stateBlocks(name, machine, spec));
  },
});

const KINDS: Readonly<Record<State['kind'], string>> = {
  stored: 'In the data record.',
  live: 'Only in the memory of the orchestrator.',
  shown: 'Computed when it is shown; nothing stores it.',
};

function stateBlocks(name: string, machine: StateMachine, spec: ProtocolSpec): BlockContent[] {
  const variants = machine.states.filter((state) => state.name === name);
  return [
    heading(3, stateAnchor(machine.id, name), text(`${machine.title}: `), inlineCode(name)),
    ...datedPart(keptForms(variants, spec), spec),
    ...datedPart(looksForms(variants, spec), spec),
    fold(
      [text('What leads into it and out of it')],
      [
        ...waysBlocks(
          'Entered by',
          machine.transitions.filter((transition) => transition.to === name),
          'from',
          spec,
        ),
        ...waysBlocks(
          'Left by',
          machine.transitions.filter((transition) => transition.from === name && transition.to !== name),
          'to',
          spec,
        ),
      ],
    ),
  ];
}

function keptForms(variants: readonly State[], spec: ProtocolSpec): Form<BlockContent[]>[] {
  return formsOver(spec, variants, (release) => {
    const [state] = atRelease(variants, release);
    return state && [labelled('Kept', [text(KINDS[state.kind])])];
  });
}

function looksForms(variants: readonly State[], spec: ProtocolSpec): Form<BlockContent[]>[] {
  return formsOver(spec, variants, (release) => {
    const seenAs = atRelease(variants, release)[0]?.seenAs;
    return seenAs === undefined ? undefined : [labelled('How it looks', prose(seenAs))];
  });
}

function waysBlocks(
  label: string,
  transitions: readonly Transition[],
  end: 'from' | 'to',
  spec: ProtocolSpec,
): BlockContent[] {
  if (transitions.length === 0) {
    return [labelled(label, [text('nothing.')])];
  }
  const items = transitions.map((transition) => ({
    entry: String(transition[end]),
    span: spanOf(transition),
    content: wayText(transition, end),
  }));
  return [labelled(label, []), ...entryItems(items, spec)];
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
