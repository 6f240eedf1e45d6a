/**
 * What some work costs, in milliseconds of processor time: the wall clock also counts what else the machine does. A
 * limit on it tells what is linear from what is not, and leaves room for a slow processor.
 */
export function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
