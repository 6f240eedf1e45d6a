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
  const packed = await bytesOf(new Blob([source]).stream().pipeThrough(new CompressionStream('deflate')), Infinity);
  const fragment = SOURCE + base64Url(packed!);
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
  const source = await unpacked(fragment.slice(SOURCE.length));
  return source === undefined ? { kind: 'broken', problem: BROKEN } : { kind: 'source', source };
}

/** The text of a fragment; `undefined` when it is damaged, or larger than any that the workbench writes. */
async function unpacked(fragment: string): Promise<string | undefined> {
  try {
    const packed = Uint8Array.from(atob(fragment.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
      sign.charCodeAt(0),
    );
    // A character takes up to three bytes, and a few bytes can unpack to megabytes.
    const bytes = await bytesOf(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')),
      3 * LONGEST_SOURCE,
    );
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** All bytes of a stream, or `undefined` when there are more than `most`. */
async function bytesOf(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

function base64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
