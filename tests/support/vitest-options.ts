/** What all runs of Vitest have in common. */
export const sharedOptions = {
  // Files of a process share what they load, above all the facts: a third of the time. So a test changes nothing that
  // another one could see: what it sets it puts back, and it writes only into folders that it made.
  isolate: false,
  // Without this one processor waits.
  maxWorkers: '100%',
} as const;
