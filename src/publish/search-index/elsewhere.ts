import type { IndexedName, NameKind, SearchIndex } from '../../tools/search/index-file.ts';

/** Kinds of names that somebody pastes without knowing which protocol they belong to. */
const PASTED: ReadonlySet<NameKind> = new Set(['message', 'command', 'flag', 'environment variable']);

/** The names of another version. */
export interface OtherNames {
  readonly protocol: number;
  readonly names: readonly IndexedName[];
}

/** Names that only other versions have; of several versions the first that is given counts. */
export function elsewhereOf(own: readonly IndexedName[], others: readonly OtherNames[]): SearchIndex['elsewhere'] {
  const known = new Set(own.map(keyOf));
  return others.flatMap(({ protocol, names }) =>
    names.flatMap((name) => {
      const key = keyOf(name);
      if (!PASTED.has(name.kind) || known.has(key)) {
        return [];
      }
      known.add(key);
      return [{ ...name, protocol }];
    }),
  );
}

function keyOf({ kind, name }: IndexedName): string {
  return `${kind} ${name}`;
}
