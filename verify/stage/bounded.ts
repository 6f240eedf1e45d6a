/**
 * Waits for something, but not for ever.
 *
 * @throws Error when the time is over; what was waited for goes on and is ended by whoever started it.
 */
export async function bounded(playing: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    await Promise.race([playing, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
