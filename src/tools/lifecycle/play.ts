import { fillIn } from '../../facts/message-text.ts';
import { isInSpan } from '../../facts/release.ts';
import { actionById } from './actions.ts';
import type { ActionId } from './actions.ts';
import { decideEnrollment, refusalBy } from './enroll.ts';
import { messageAt, rowAt } from './facts.ts';
import type { FactsAtRelease, PlayedMessage, PlayedRow } from './facts.ts';
import type { MachineName, TokenState, World } from './world.ts';

/** A line that somebody prints, with the page entry that explains it. */
export interface PrintedLine {
  readonly side: 'first worker' | 'second worker' | 'orchestrator' | 'operator';
  readonly text: string;
  /** The message, for the address of its explanation. */
  readonly message?: Pick<PlayedMessage, 'id' | 'phase' | 'part'>;
}

/** What became of one worker. */
export interface WorkerOutcome {
  readonly machine: MachineName;
  /** In the words of the restart table. */
  readonly worker: 'reconnects' | 'enrolls' | 'stays' | 'stops' | 'retries';
  readonly exitCode?: number | undefined;
  readonly message?: string | undefined;
}

/** A step of the story: what was done, and all that followed. */
export interface PlayedStep {
  readonly action: ActionId;
  readonly before: World;
  readonly after: World;
  /** Triggers of the token's state machine that fired, in order. */
  readonly tokenTriggers: readonly string[];
  readonly workers: readonly WorkerOutcome[];
  readonly printed: readonly PrintedLine[];
  /** Row of the restart table that this is, when it is one. */
  readonly row?: PlayedRow | undefined;
  /** What it means and what to do, in the words of the row or of the refusing message. */
  readonly what: string;
  readonly todo?: string | undefined;
}

/** Names that stand in the lines instead of the parameters. */
const NAMES: Readonly<Record<string, string>> = { worker: 'alpha', token: 'alpha' };

/**
 * Lets an action happen.
 *
 * @returns the step; the world before it is not changed.
 * @throws Error when the action cannot happen in this world.
 */
export function play(before: World, id: ActionId, facts: FactsAtRelease): PlayedStep {
  const obstacle = actionById(id).obstacle(before, facts);
  if (obstacle !== undefined) {
    throw new Error(obstacle);
  }
  const story = new Story(before, facts);
  EFFECTS[id](story);
  story.letWaitingWorkersTryAgain();
  return story.step(id);
}

const EFFECTS: Readonly<Record<ActionId, (story: Story) => void>> = {
  mint: (story) => story.mint(1),
  'mint-fleet': (story) => story.mint(2),
  connect: (story) => story.start('first', true),
  'connect-without-cache': (story) => story.start('first', false),
  'connect-second': (story) => {
    const { standing } = story.world.first;
    story.start('second', true);
    story.isRowWhenRefused(
      standing === 'connected' ? 'second-machine-while-first-connected' : 'second-machine-while-first-away',
    );
  },
  blip: (story) => story.loseSockets('socket-blip'),
  restart: (story) => {
    story.start('first', true);
    story.isRowWhenAdmitted('process-restart-same-cache-dir');
  },
  'restart-without-cache': (story) => {
    story.start('first', false);
    story.isRowWhenRefused('process-restart-without-cache-dir');
  },
  reboot: (story) => {
    story.start('first', true);
    story.isRowWhenAdmitted('machine-reboot');
  },
  'restart-serve': (story) => story.loseSockets('orchestrator-restart-quick'),
  'serve-away': (story) => story.loseSockets('orchestrator-down-30s'),
  expire: (story) => story.expire(),
  revoke: (story) => story.revoke(),
};

/** Collects what follows from one action. */
class Story {
  private readonly triggers: string[] = [];
  private readonly outcomes: WorkerOutcome[] = [];
  private readonly lines: PrintedLine[] = [];
  private row: PlayedRow | undefined;

  constructor(
    public world: World,
    private readonly facts: FactsAtRelease,
    private readonly before = world,
  ) {}

  mint(places: number): void {
    this.triggers.push('token create');
    this.world = { ...this.world, token: { state: 'unused', places, bound: [], timeOver: false } };
  }

  /** Starts a worker process anew; one that runs is stopped before. */
  start(name: MachineName, keepsCache: boolean): void {
    const machineId = keepsCache ? name : `passing-${this.world.passingIds + 1}`;
    this.world = {
      ...this.world,
      passingIds: this.world.passingIds + (keepsCache ? 0 : 1),
      [name]: { standing: 'absent', machineId, keepsCache },
    };
    this.enroll(name, 'enrolls');
  }

  /** Breaks the socket of every connected worker in the way that a row tells. */
  loseSockets(rowId: string): void {
    const { row, outcome } = rowAt(this.facts, rowId);
    for (const name of ['first', 'second'] as const) {
      if (this.world[name].standing !== 'connected') {
        continue;
      }
      if (outcome.message !== undefined) {
        this.printMessage(name, outcome.message);
      }
      if (outcome.worker === 'stops') {
        this.refuse(name, outcome.message!);
      } else {
        this.enroll(name, 'reconnects');
      }
    }
    if (this.outcomes.every(({ worker }) => worker === outcome.worker)) {
      this.row = { row, outcome };
    }
  }

  expire(): void {
    const connected = (['first', 'second'] as const).filter((name) => this.world[name].standing === 'connected');
    if (connected.length === 0) {
      this.changeToken({ timeOver: true });
      return;
    }
    this.triggers.push('lifetime ends');
    this.changeToken({ timeOver: true, state: 'expired' });
    this.row = rowAt(this.facts, 'token-expired');
    for (const name of connected) {
      this.refuse(name, this.row.outcome.message!);
      this.printMessage(name, this.row.outcome.message!);
    }
  }

  revoke(): void {
    this.triggers.push('token revoke');
    this.changeToken({ state: 'revoked' });
    const { row, outcome } = rowAt(this.facts, 'token-revoked');
    for (const machine of ['first', 'second'] as const) {
      if (this.world[machine].standing === 'connected') {
        this.outcomes.push({ machine, worker: 'stays' });
        this.row = { row, outcome };
      }
    }
  }

  isRowWhenAdmitted(id: string): void {
    if (this.outcomes.at(-1)?.worker === 'enrolls') {
      this.row = rowAt(this.facts, id);
    }
  }

  /** The row is about a full token; a token that is over or revoked refuses in its own words. */
  isRowWhenRefused(id: string): void {
    const row = rowAt(this.facts, id);
    if (this.outcomes.at(-1)?.message === row.outcome.message) {
      this.row = row;
    }
  }

  /** A worker that retries for ever learns of every change. */
  letWaitingWorkersTryAgain(): void {
    for (const name of ['first', 'second'] as const) {
      const { standing, refusedBy } = this.world[name];
      const decided = this.outcomes.some(({ machine }) => machine === name);
      if (standing !== 'retrying' || decided || this.world.token === undefined) {
        continue;
      }
      const decision = decideEnrollment(this.world, name, this.facts);
      if (decision.admitted || decision.message !== refusedBy) {
        this.enroll(name, 'reconnects');
      }
    }
  }

  step(action: ActionId): PlayedStep {
    const refusal = this.outcomes.find(({ worker, message }) => worker !== 'reconnects' && message !== undefined);
    const refusing = refusal?.message === undefined ? undefined : messageAt(this.facts, refusal.message);
    return {
      action,
      before: this.before,
      after: this.world,
      tokenTriggers: this.triggers,
      workers: this.outcomes,
      printed: [...this.lines, ...this.orchestratorLines()],
      row: this.row,
      what: this.row?.outcome.what ?? refusing?.cause ?? this.effectOfTransition(),
      todo: this.row === undefined ? refusing?.fix : this.row.outcome.todo,
    };
  }

  private enroll(name: MachineName, how: 'enrolls' | 'reconnects'): void {
    const decision = decideEnrollment(this.world, name, this.facts);
    if (!decision.admitted) {
      this.refuse(name, decision.message);
      this.printMessage(name, decision.message);
      return;
    }
    this.triggers.push(decision.trigger);
    const { token } = this.world;
    const { machineId, keepsCache } = this.world[name];
    if (decision.trigger !== 'same machine enrolls again') {
      this.changeToken({ state: 'enrolled', bound: [...token!.bound, machineId!] });
    }
    this.world = { ...this.world, [name]: { standing: 'connected', machineId, keepsCache } };
    this.outcomes.push({ machine: name, worker: how });
    this.print(`${name} worker`, enrolledLine(this.facts));
  }

  private refuse(name: MachineName, message: string): void {
    const { standing, exitCode } = refusalBy(message, this.facts);
    this.world = { ...this.world, [name]: { ...this.world[name], standing, refusedBy: message } };
    const worker = standing === 'ended' ? 'stops' : 'retries';
    this.outcomes.push({ machine: name, worker, exitCode, message });
  }

  private changeToken(change: { state?: TokenState; bound?: readonly string[]; timeOver?: boolean }): void {
    this.world = { ...this.world, token: { ...this.world.token!, ...change } };
  }

  private printMessage(name: MachineName, id: string): void {
    const message = messageAt(this.facts, id);
    this.lines.push({ side: `${name} worker`, text: filled(message.text), message });
  }

  private print(side: PrintedLine['side'], text: string): void {
    this.lines.push({ side, text: filled(text) });
  }

  /** What the row says, or what the messages say of the other side. */
  private orchestratorLines(): PrintedLine[] {
    const texts =
      this.row === undefined
        ? this.outcomes.flatMap(({ message }) => (message === undefined ? [] : this.otherSideOf(message)))
        : [this.row.outcome.orchestratorLogs ?? []].flat();
    const admitted = this.row === undefined && this.outcomes.some(({ worker }) => worker === 'enrolls');
    const enrolled = admitted ? [rowAt(this.facts, 'process-restart-same-cache-dir').outcome.orchestratorLogs!] : [];
    return [...texts, ...enrolled].map((text) => ({ side: 'orchestrator', text: filled(text) }));
  }

  private otherSideOf(id: string): string[] {
    return messageAt(this.facts, id)
      .otherSide.filter((other) => other.side === 'orchestrator' && isInSpan(this.facts.release, other))
      .flatMap(({ text }) => text ?? []);
  }

  /** Without a row and without a refusal, the token's state machine tells what happened. */
  private effectOfTransition(): string {
    const { transitions, states } = this.facts.facts.token;
    const trigger = this.triggers.at(-1);
    const transition = transitions.find(
      (candidate) =>
        candidate.trigger === trigger &&
        candidate.to === this.world.token?.state &&
        isInSpan(this.facts.release, candidate),
    );
    // The end of a lifetime that no connected worker notices is no transition: the state tells of it.
    const state = states.find(({ name, ...span }) => name === 'expired' && isInSpan(this.facts.release, span));
    return transition?.effect ?? state!.meaning;
  }
}

/** The line of a worker that was admitted stands in every row that admits one. */
function enrolledLine(facts: FactsAtRelease): string {
  return rowAt(facts, 'process-restart-same-cache-dir').outcome.workerPrints!;
}

/** Puts names in the place of parameters. */
function filled(text: string): string {
  return fillIn(text, (name) => NAMES[name]);
}
