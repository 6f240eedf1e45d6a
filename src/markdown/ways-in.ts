/** A question of readers and the place that answers it. */
export interface WayIn {
  /** In readers' words; of what is wanted it goes on from "I want to". */
  readonly question: string;
  /** Path of the page within a version. */
  readonly page: string;
  /** The place on the page; none for its beginning. */
  readonly anchor?: string;
}

/**
 * The questions with which most readers come. The landing page leads to the newest protocol, and the start page of each
 * protocol to its own pages, so every place has to exist in all of them: the build follows each link.
 */
export const waysIn = {
  happened: [
    { question: 'A token leaked', page: 'operators/cut-off-a-worker', anchor: 'now' },
    {
      question: 'A worker ended, or is not there',
      page: 'operators/troubleshoot',
      anchor: 'a-worker-is-not-there',
    },
    {
      question: 'A restarted worker is refused: allowance exhausted',
      page: 'reference/messages/enrollment',
      anchor: 'allowance-exhausted',
    },
    {
      question: 'A worker is refused: already connected',
      page: 'reference/messages/enrollment',
      anchor: 'already-connected',
    },
    {
      question: 'A worker is refused: the protocol does not match',
      page: 'reference/messages/enrollment',
      anchor: 'protocol-mismatch',
    },
    {
      question: 'A worker lost its connection, or gave up',
      page: 'operators/failure-and-reconnection',
      anchor: 'when-a-worker-gives-up',
    },
    { question: 'A step waits and does not start', page: 'authors/queueing', anchor: 'why' },
    { question: 'A step ran twice, or failed with its worker', page: 'authors/failure-rules' },
    {
      question: 'A step fails or does something odd',
      page: 'operators/troubleshoot',
      anchor: 'a-step-fails-or-does-something-odd',
    },
    { question: 'I stopped a run, and it goes on', page: 'authors/cancel', anchor: 'what-each-way-stops' },
    {
      question: 'The orchestrator was restarted or crashed',
      page: 'operators/failure-and-reconnection',
      anchor: 'the-orchestrator-restarts',
    },
    {
      question: 'The orchestrator does not start, or refuses a client',
      page: 'operators/troubleshoot',
      anchor: 'the-orchestrator-or-a-client-is-refused',
    },
  ],
  wanted: [
    { question: 'connect my first worker', page: 'operators/get-started' },
    { question: 'connect a worker on another machine', page: 'operators/two-machines' },
    { question: 'run a worker as a service, in a container, in Kubernetes or in CI', page: 'operators/deploy/index' },
    { question: 'choose the worker for a step', page: 'authors/placement' },
    { question: 'see which worker ran a step', page: 'authors/get-started', anchor: 'which-worker' },
    { question: 'run a step on every worker, or many at once', page: 'authors/fan-out' },
    { question: 'give a secret to a step', page: 'authors/secrets' },
    { question: 'stop a worker without losing its step', page: 'operators/drain-and-stop' },
    { question: 'remove a worker for good', page: 'operators/cut-off-a-worker', anchor: 'sequence' },
    { question: 'upgrade orchestrator and workers', page: 'operators/upgrade' },
    { question: 'see whether all workers are well', page: 'operators/monitor' },
    { question: 'know what a worker can see', page: 'operators/security', anchor: 'what-a-worker-sees' },
  ],
} as const satisfies Readonly<Record<string, readonly WayIn[]>>;
