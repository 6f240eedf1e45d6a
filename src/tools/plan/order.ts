/** A job or a step among its siblings. */
export interface Sortable {
  readonly name: string;
  readonly weight: number;
  /** Names of siblings that come before. */
  readonly after: readonly string[];
}

export type Levels<Node> =
  | { readonly kind: 'levels'; readonly levels: readonly (readonly Node[])[] }
  /** In the program's words. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Puts siblings into levels as the program does: all of a level may run at once, and the next level begins when all of
 * it has ended. Within a level less weight comes first, then the name.
 */
export function levelsOf<Node extends Sortable>(nodes: readonly Node[]): Levels<Node> {
  const names = nodes.map(({ name }) => name);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  if (byName.size < nodes.length) {
    const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].sort();
    return { kind: 'refused', message: `Duplicate node names: ${twice.join(', ')}` };
  }
  const open = new Map(nodes.map((node) => [node.name, node.after.filter((name) => byName.has(name)).length]));
  const next = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const before of node.after) {
      next.set(before, [...(next.get(before) ?? []), node]);
    }
  }
  const levels: Node[][] = [];
  let ready = nodes.filter(({ name }) => open.get(name) === 0);
  let done = 0;
  while (ready.length > 0) {
    ready.sort((a, b) => a.weight - b.weight || a.name.localeCompare(b.name));
    levels.push(ready);
    done += ready.length;
    const following: Node[] = [];
    for (const node of ready.flatMap(({ name }) => next.get(name) ?? [])) {
      const left = open.get(node.name)! - 1;
      open.set(node.name, left);
      if (left === 0) {
        following.push(node);
      }
    }
    ready = following;
  }
  return done === nodes.length
    ? { kind: 'levels', levels }
    : { kind: 'refused', message: `Cyclic dependency detected: ${circleIn(nodes, byName, open).join(' -> ')}` };
}

/** A circle, as the program names it: from the first node of the file that it reaches. */
function circleIn<Node extends Sortable>(
  nodes: readonly Node[],
  byName: ReadonlyMap<string, Node>,
  open: ReadonlyMap<string, number>,
): string[] {
  const stuck = (name: string): boolean => (open.get(name) ?? 0) > 0;
  const start = nodes.find(({ name }) => stuck(name))!;
  const path: string[] = [];
  let at: string | undefined = start.name;
  // Whoever is stuck waits for somebody who is stuck, so this comes to a name for the second time.
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = byName.get(at)!.after.find((name) => byName.has(name) && stuck(name));
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at)), at];
}
