import type { PlayedMachine } from './played-machines.ts';

/** Pictures of state machines, of which many are the same. */
export interface StatePictures {
  readonly pictures: readonly string[];
  /** Position of the picture, by {@link pictureKey}. */
  readonly of: Readonly<Record<string, number>>;
}

/** Under this name stands the picture of a machine at a release. */
export function pictureKey(protocol: number, machine: PlayedMachine, release: string): string {
  return `${protocol} ${machine} ${release}`;
}

/** A box with the name of a state in it, as `src/tools/diagrams/drafting/clean-drawing.ts` writes it. */
const STATE =
  /<g (transform="[^"]*">\s*<rect class="drawing-box"[^>]*\/><g[^>]*><text[^>]*>(?:<tspan[^>]*>)?([^<]+)<)/g;

/**
 * Marks the states of a drawn machine by their names, so that one of them can be lit, and gives the picture ids of its own.
 *
 * @throws Error when a state is not found in the picture.
 */
export function markStates(svg: string, machine: PlayedMachine, states: readonly string[]): string {
  const missing = new Set(states);
  const marked = svg.replace(STATE, (whole, rest: string, name: string) => {
    missing.delete(name);
    return states.includes(name) ? `<g data-state="${name}" ${rest}` : whole;
  });
  if (missing.size > 0) {
    throw new Error(
      `The picture of the ${machine} shows no state ${[...missing].map((name) => `'${name}'`).join(', ')}`,
    );
  }
  return marked.replaceAll('drawing-marker-', `${machine}-marker-`);
}

/** The picture with one state lit; with none when there is no such state yet. */
export function lightState(svg: string, state: string | undefined): string {
  return state === undefined ? svg : svg.replace(`data-state="${state}"`, '$& class="is-present"');
}
