import { packText, unpackText } from '../../../ui/packed-text.ts';
import { LONGEST_ADDRESS, LONGEST_SOURCE } from './limits.ts';

/** The page of the workbench. */
const WORKBENCH = '/workbench';

/** What the address of the workbench asks for. Nothing of it is sent anywhere: it stands behind `#`. */
export type Asked =
  | { readonly kind: 'nothing' }
  /** The diagram of the site whose source is at this address. */
  | { readonly kind: 'diagram'; readonly file: string }
  | { readonly kind: 'source'; readonly source: string }
  /** Nothing that the workbench wrote, or a part of it. */
  | { readonly kind: 'broken'; readonly problem: string };

/** What stands before the address of a diagram of the site, and before a source. */
const DIAGRAM = 'diagram=';
const SOURCE = 'source=';

/** Below this folder, and with this at its end, is the source of a diagram of the site. */
const SOURCES = '/diagrams/';
const SOURCE_END = '.txt';

const BROKEN = 'The link is damaged: a part of it is missing, or something changed it. Ask for it again.';

/** The address of the workbench with a copy of a diagram of the site. */
export function copyAddress(sourceFile: string): string {
  return `${WORKBENCH}#${DIAGRAM}${sourceFile.slice(SOURCES.length, -SOURCE_END.length)}`;
}

/**
 * The part of an address behind `#` that carries a source.
 *
 * @returns `undefined` when it would be longer than {@link LONGEST_ADDRESS}.
 */
export async function sourceFragment(source: string): Promise<string | undefined> {
  const fragment = SOURCE + (await packText(source));
  return fragment.length > LONGEST_ADDRESS ? undefined : fragment;
}

/**
 * Reads what an address asks for, whatever it is.
 *
 * @param hash - the part of the address from `#` on, or nothing.
 */
export async function readFragment(hash: string): Promise<Asked> {
  const fragment = hash.replace(/^#/, '');
  if (fragment === '') {
    return { kind: 'nothing' };
  }
  if (fragment.startsWith(DIAGRAM)) {
    const name = fragment.slice(DIAGRAM.length);
    return /^protocol-\d+(?:\/[a-z0-9_-]+)+$/.test(name)
      ? { kind: 'diagram', file: `${SOURCES}${name}${SOURCE_END}` }
      : { kind: 'broken', problem: BROKEN };
  }
  if (!fragment.startsWith(SOURCE) || fragment.length > LONGEST_ADDRESS) {
    return { kind: 'broken', problem: BROKEN };
  }
  // A character takes up to three bytes.
  const source = await unpackText(fragment.slice(SOURCE.length), 3 * LONGEST_SOURCE);
  return source === undefined ? { kind: 'broken', problem: BROKEN } : { kind: 'source', source };
}
