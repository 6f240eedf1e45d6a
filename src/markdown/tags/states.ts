import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { stateDiagram } from '../../facts/state-diagram.ts';
import type { State, Transition } from '../../facts/schema/state-machine.ts';
import { lookup } from '../lookup.ts';
import { spanOf } from '../dated/before.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { code, inlineCode, join, paragraph, prose, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/**
 * `<States machine="enrollment-token" />`: a state machine as a diagram, a table of its states and
 * a table of its transitions. `show` picks one of the three.
 */
export const statesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    machine: z.string(),
    show: z.enum(['all', 'diagram', 'states', 'transitions']).default('all'),
  }),
  expand: ({ machine: id, show }, { spec }) => {
    const machine = lookup(spec.stateMachines, 'state machine', id, spec).value;
    const parts: Record<'diagram' | 'states' | 'transitions', BlockContent[]> = {
      diagram: [code('mermaid', stateDiagram(machine, spec.protocol.last))],
      states: entryTable(['State', 'Meaning', 'How you see it'], machine.states.map(stateRow), spec),
      transitions: entryTable(['From', 'To', 'When', 'By'], machine.transitions.map(transitionRow), spec),
    };
    return show === 'all' ? [paragraph(...prose(machine.description)), ...Object.values(parts).flat()] : parts[show];
  },
});

function stateRow(state: State): EntryRow {
  const final = state.final ? [text(' Only deleting data leads out of it.')] : [];
  return {
    entry: state.name,
    span: spanOf(state),
    cells: [
      [inlineCode(state.name)],
      [...prose(state.meaning), ...final],
      state.seenAs === undefined ? [] : prose(state.seenAs),
    ],
  };
}

function transitionRow(transition: Transition): EntryRow {
  const details = [transition.guard && `Only if: ${transition.guard}`, transition.effect].filter(
    (part) => part !== undefined,
  );
  return {
    entry: `${transition.from} ${transition.to}`,
    span: spanOf(transition),
    cells: [
      transition.from === undefined ? [text('(start)')] : [inlineCode(transition.from)],
      transition.to === undefined ? [text('(end)')] : [inlineCode(transition.to)],
      join([prose(transition.trigger), ...details.map((detail) => prose(detail as string))], ' — '),
      [text(transition.by)],
    ],
  };
}
