import { atRelease } from './at-release.ts';
import type { Release } from './release.ts';
import type { StateMachine, Transition } from './schema/state-machine.ts';

/**
 * Draws a state machine as Mermaid source, as it is at one release.
 *
 * Transitions between the same two states share one arrow. Nothing is colored: the theme does that.
 */
export function stateDiagram(machine: StateMachine, release: Release): string {
  const transitions = atRelease(machine.transitions, release);
  const ids = new Map(atRelease(machine.states, release).map((state, index) => [state.name, `s${index}`]));
  const declarations = [...ids].map(([name, id]) => `  state "${escapeLabel(name)}" as ${id}`);
  const arrows = [...groupByEnds(transitions)].map(([, group]) => {
    const { from, to } = group[0]!;
    const label = group.map((transition) => escapeLabel(transition.trigger)).join('<br/>');
    return `  ${endOf(from, ids)} --> ${endOf(to, ids)}: ${label}`;
  });
  return [
    'stateDiagram-v2',
    `  accTitle: ${escapeLabel(machine.title)}`,
    `  accDescr: ${plainText(machine.description)}`,
    ...declarations,
    ...arrows,
  ].join('\n');
}

function groupByEnds(transitions: readonly Transition[]): Map<string, Transition[]> {
  const groups = new Map<string, Transition[]>();
  for (const transition of transitions) {
    const key = `${transition.from ?? ''}\0${transition.to ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), transition]);
  }
  return groups;
}

function endOf(name: string | undefined, ids: ReadonlyMap<string, string>): string {
  return name === undefined ? '[*]' : (ids.get(name) ?? '[*]');
}

/** A description stays on one line; Mermaid would take `<name>` for a tag of HTML and drop it. */
function plainText(markdown: string): string {
  return markdown.replaceAll('`', '').replaceAll('<', '#lt;').replaceAll('>', '#gt;').replace(/\s+/g, ' ').trim();
}

/** Mermaid reads `:`, `;`, `#` and quotes in labels as syntax; code marks mean nothing to it. */
function escapeLabel(label: string): string {
  return label
    .replaceAll('`', '')
    .replaceAll('#', '#35;')
    .replaceAll(';', ',')
    .replaceAll(':', '#58;')
    .replaceAll('"', "'")
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replace(/\s+/g, ' ');
}
