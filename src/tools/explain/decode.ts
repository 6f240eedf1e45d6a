/** The largest input that is explained; a log that is longer is cut by its reader first. */
export const LARGEST_INPUT = 50 * 1024 * 1024;

/**
 * Reads the bytes of a log. PowerShell writes UTF-16 when output is redirected to a file; all else is
 * UTF-8, and what is not becomes U+FFFD.
 */
export function decodeLog(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Tells whether bytes are a picture, an archive or a program rather than text. */
export function looksBinary(bytes: Uint8Array): boolean {
  const front = bytes.subarray(0, 4096);
  if ((front[0] === 0xff && front[1] === 0xfe) || (front[0] === 0xfe && front[1] === 0xff)) {
    return false;
  }
  // Control characters that no log has; NUL does occur in logs that were cut by a crash.
  const strange = front.reduce((sum, byte) => sum + (byte < 9 && byte > 0 ? 1 : byte > 13 && byte < 27 ? 1 : 0), 0);
  return strange > front.length / 50;
}
