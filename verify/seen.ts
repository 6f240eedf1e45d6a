/** What was seen of a program while it was watched. */
export interface Seen {
  /** What was run, for reports. */
  readonly command: string;
  /** Who was watched; of a worker, the reaction counts. */
  readonly side: 'worker' | 'command';
  /** What it printed while it was watched, standard output first. */
  readonly printed: string;
  /** How it ended by itself; absent when it still ran at the end of the watching. */
  readonly ended?: { readonly exitCode: number | null };
  /** What the orchestrator logged meanwhile; absent when none took part. */
  readonly orchestratorLog?: string;
  /** The worker was told not to connect again: it ends where another one would go on. */
  readonly noReconnect?: boolean;
}
