/**
 * Runs jobs side by side and yields each result as soon as it is there.
 *
 * @param limit - how many may run at the same time.
 * @param jobs - started in this order. A job must not reject: it turns its failure into a result.
 */
export async function* runAtMost<Result>(
  limit: number,
  jobs: readonly (() => Promise<Result>)[],
): AsyncGenerator<Result> {
  const running = new Map<number, Promise<{ readonly position: number; readonly result: Result }>>();
  let next = 0;
  while (next < jobs.length || running.size > 0) {
    while (next < jobs.length && running.size < limit) {
      const position = next;
      running.set(
        position,
        jobs[position]!().then((result) => ({ position, result })),
      );
      next += 1;
    }
    const { position, result } = await Promise.race(running.values());
    running.delete(position);
    yield result;
  }
}
