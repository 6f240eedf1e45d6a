import { isPrintedOn } from '../src/facts/message-runtime.ts';
import type { Sourced } from '../src/facts/protocol-spec.ts';
import { isInSpan } from '../src/facts/release.ts';
import type { Message } from '../src/facts/schema/message.ts';
import type { CheckName, Finding, Swamp } from './check.ts';
import { findingsOf } from './finding.ts';
import type { FinishedProcess } from './harness/index.ts';
import { messageListener, readOutput } from './stage/statements.ts';

/** The side of the program that a command is; a command line that a shell ran has no side. */
const SIDES: readonly (readonly [RegExp, Message['printedBy'][number] | undefined])[] = [
  [/^swamp worker connect\b/, 'worker'],
  [/^swamp serve(?! (?:daemon|reload)\b)/, 'orchestrator'],
  [/^swamp -/, undefined],
  [/^swamp /, 'command'],
];

/** Messages that the program printed while a check ran, in the order of the checks. */
export type Heard = ReadonlyMap<CheckName, readonly string[]>;

/**
 * Listens to all that the verified program prints, whatever a check starts it for: a line that is a message from its
 * first to its last character proves its text. Nothing is said of what the program does next.
 */
export class Hearing {
  private readonly messages: readonly Message[];
  private readonly listeners: ReadonlyMap<string, ReturnType<typeof messageListener>>;
  private readonly byCheck = new Map<CheckName, Set<string>>();
  private current: CheckName | undefined;

  /**
   * @param swamp - the verified program; what others print says nothing of it.
   * @param messages - all of its protocol.
   */
  constructor(
    private readonly swamp: Pick<Swamp, 'release' | 'runtime'>,
    messages: readonly Sourced<Message>[],
  ) {
    const { release, runtime } = swamp;
    this.messages = messages
      .map(({ value }) => value)
      .filter((message) => isInSpan(release, message) && isPrintedOn(message, runtime));
    this.listeners = new Map(this.messages.map((message) => [message.id, messageListener(message)]));
  }

  /** From now on, what is printed counts for this check. */
  during(check: CheckName): void {
    this.current = check;
    this.byCheck.set(check, new Set());
  }

  /** Takes what a process printed. */
  hear({ command, release, stdout, stderr }: FinishedProcess): void {
    const heard = this.current && this.byCheck.get(this.current);
    if (heard === undefined || release !== this.swamp.release) {
      return;
    }
    const side = SIDES.find(([pattern]) => pattern.test(command))?.[1];
    const output = readOutput(`${stdout}\n${stderr}`);
    for (const { id, printedBy } of this.messages) {
      if (!heard.has(id) && (side === undefined || printedBy.includes(side)) && this.listeners.get(id)!(output)) {
        heard.add(id);
      }
    }
  }

  /** What was heard so far. */
  heard(): Heard {
    return new Map([...this.byCheck].map(([check, ids]) => [check, [...ids].sort()]));
  }
}

/** Messages that no scenario provoked, but that were printed while another check ran, agree in their text. */
export function withHeard(findings: readonly Finding[], heard: Heard): readonly Finding[] {
  return findings.map((finding) => {
    const { check, status, subject, file, line } = finding;
    const where = [...heard].find(([, ids]) => ids.includes(subject))?.[0];
    return check !== 'messages' || status !== 'not-run' || where === undefined
      ? finding
      : findingsOf('messages').agrees(`${subject}: text (printed during ${where})`, { file, line });
  });
}
