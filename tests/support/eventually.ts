import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for any machine; it ends what hangs. */
const LONGEST_MS = 60_000;

/** Waits until something holds, however long the machine takes; false when it never does. */
export async function eventually(holds: () => boolean): Promise<boolean> {
  const deadline = Date.now() + LONGEST_MS;
  while (!holds()) {
    if (Date.now() > deadline) {
      return false;
    }
    await pause(20);
  }
  return true;
}
