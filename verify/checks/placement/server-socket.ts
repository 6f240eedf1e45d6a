import { WebSocket } from 'ws';

/** What a run through the server told: events in their order, and an error that ended it. */
export interface ToldRun {
  readonly events: readonly RunEvent[];
  readonly error?: string | undefined;
}

/** An event of a run; which fields there are depends on its kind. */
export interface RunEvent {
  readonly kind: string;
  readonly jobId?: string;
  readonly stepId?: string;
  readonly line?: string;
  readonly error?: unknown;
  readonly requirement?: string;
}

interface Frame {
  readonly type?: string;
  readonly id?: string;
  readonly event?: RunEvent;
  readonly error?: { readonly message?: string };
}

/**
 * Talks to `swamp serve` as `swamp workflow run --server` does. A client process for each of hundreds of runs would take
 * longer than the runs.
 */
export class ServerSocket {
  #runs = 0;
  readonly #listeners = new Map<string, (frame: Frame | 'closed') => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString('utf8')) as Frame;
      this.#listeners.get(frame.id ?? '')?.(frame);
    });
    socket.on('close', () => [...this.#listeners.values()].forEach((listen) => listen('closed')));
  }

  static async open(url: string): Promise<ServerSocket> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new ServerSocket(socket);
  }

  /** Runs a workflow to its end, or until the time is over. */
  async run(workflow: string, inputs: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<ToldRun> {
    this.#runs += 1;
    const id = `run-${this.#runs}`;
    const events: RunEvent[] = [];
    return new Promise((resolve) => {
      const finish = (error?: string): void => {
        clearTimeout(timer);
        this.#listeners.delete(id);
        resolve({ events, error });
      };
      const timer = setTimeout(() => {
        this.socket.send(JSON.stringify({ type: 'cancel', id }));
        finish(`the run did not end within ${timeoutMs / 1000} s`);
      }, timeoutMs);
      this.#listeners.set(id, (frame) => {
        if (frame === 'closed') {
          finish('the server closed the socket');
        } else if (frame.type === 'error') {
          finish(frame.error?.message ?? 'error without a message');
        } else if (frame.type === 'event' && frame.event !== undefined) {
          events.push(frame.event);
          if (frame.event.kind === 'error') {
            finish(messageIn(frame.event.error));
          } else if (['completed', 'cancelled', 'suspended'].includes(frame.event.kind)) {
            finish();
          }
        }
      });
      this.socket.send(
        JSON.stringify({
          type: 'workflow.run',
          id,
          payload: { workflowIdOrName: workflow, inputs, skipAllReports: true },
        }),
      );
    });
  }

  close(): void {
    this.socket.close();
  }
}

function messageIn(error: unknown): string {
  const message = (error as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' ? message : JSON.stringify(error);
}
