/**
 * Packs a text so that an address can carry it: compressed, in letters that need no escape.
 *
 * @returns letters, digits, `-` and `_`.
 */
export async function packText(text: string): Promise<string> {
  const packed = await bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate')), Infinity);
  return base64Url(packed!);
}

/**
 * The text that {@link packText} packed.
 *
 * @param most - bytes of the longest text that anybody packed: a few packed bytes can become megabytes.
 * @returns `undefined` when it is damaged or larger.
 */
export async function unpackText(packed: string, most: number): Promise<string | undefined> {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const whole = await bytesOf(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')), most);
    return whole && new TextDecoder('utf-8', { fatal: true }).decode(whole);
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
