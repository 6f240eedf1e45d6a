import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of running processes that mention a text, such as the folder of a test. */
export function processesMentioning(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return line.includes(text) || environment.includes(text) ? [line] : [];
      } catch {
        // Ended meanwhile.
        return [];
      }
    });
}
