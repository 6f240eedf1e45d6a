import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { stateDiagram } from '../../facts/state-diagram.ts';
import type { State, Transition } from '../../facts/schema/state-machine.ts';
import { lookup } from '../lookup.ts';
import { code, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
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
      states: [table(['State', 'Meaning', 'How you see it', 'Releases'], machine.states.map(stateRow))],
      transitions: [
        table(
          ['From', 'To', 'When', 'By', 'Releases'],
          machine.transitions.map((transition) => transitionRow(transition)),
        ),
      ],
    };
    return show === 'all' ? [paragraph(...prose(machine.description)), ...Object.values(parts).flat()] : parts[show];
  },
});

function stateRow(state: State): { cells: PhrasingContent[][]; span: State } {
  const final = state.final ? [text(' Only deleting data leads out of it.')] : [];
  return {
    span: state,
    cells: [
      [inlineCode(state.name)],
      [...prose(state.meaning), ...final],
      state.seenAs === undefined ? [] : prose(state.seenAs),
      sinceMark(state),
    ],
  };
}

function transitionRow(transition: Transition): { cells: PhrasingContent[][]; span: Transition } {
  const details = [transition.guard && `Only if: ${transition.guard}`, transition.effect].filter(
    (part) => part !== undefined,
  );
  return {
    span: transition,
    cells: [
      transition.from === undefined ? [text('(start)')] : [inlineCode(transition.from)],
      transition.to === undefined ? [text('(end)')] : [inlineCode(transition.to)],
      join([prose(transition.trigger), ...details.map((detail) => prose(detail as string))], ' — '),
      [text(transition.by)],
      sinceMark(transition),
    ],
  };
}
