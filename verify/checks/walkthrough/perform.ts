import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withoutSequences } from '../../../src/facts/clean-text.ts';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { LaunchContext, Scratch } from '../../harness/index.ts';
import type { Plan } from './plan.ts';
import type { CommandStep, FileStep, KeysStep, LookStep, Step, TerminalName } from './procedure.ts';
import { Terminal } from './terminal.ts';
import type { StepEnd, StepFault } from './terminal.ts';
import { PAGE_PORT } from './transcript.ts';
import type { Surroundings } from './transcript.ts';

/** What became of a step. */
export interface PerformedStep {
  readonly step: Step;
  /** What was printed since the terminal's last step, as printed. */
  readonly output: string;
  /** Null while the command still runs. */
  readonly exitCode: number | null;
  readonly directory: RecordedProcess['directory'];
  /** The command as the page has it; of a look the one that runs. */
  readonly command: string;
  /** Present when the page does not hold; nothing after it can be performed. */
  readonly fault?: { readonly expected: string; readonly actual: string };
}

/** What is needed to perform a page. */
export interface Stage extends Surroundings {
  readonly scratch: Scratch;
  readonly processes: LaunchContext['processes'];
  /** The program that the pages call `swamp`. */
  readonly swamp: LaunchContext['swamp'];
}

/**
 * Performs a page, step by step, in its terminals. Ends after the first step that fails; closes all
 * terminals in any case.
 */
export async function* perform(plan: Plan, stage: Stage): AsyncGenerator<PerformedStep> {
  const performance = new Performance(plan, stage);
  try {
    for (const step of [...plan.before, ...plan.procedure.steps]) {
      const performed = await performance.step(step);
      yield performed;
      if (performed.fault !== undefined) {
        return;
      }
    }
  } finally {
    await performance.close();
  }
}

class Performance {
  private readonly terminals = new Map<TerminalName, Terminal>();
  private readonly running = new Map<TerminalName, string>();
  private readonly values = new Map<string, string>();
  private readonly env: Record<string, string>;

  constructor(
    private readonly plan: Plan,
    private readonly stage: Stage,
  ) {
    const bin = stage.scratch.path('bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(stage.swamp.path, path.join(bin, 'swamp'));
    this.env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  }

  async step(step: Step): Promise<PerformedStep> {
    if (step.kind === 'command' && step.notRun !== undefined) {
      return { step, output: '', exitCode: null, directory: 'elsewhere', command: step.script };
    }
    const terminal = await this.terminal(step.terminal);
    switch (step.kind) {
      case 'file':
        return this.save(step, terminal);
      case 'look':
        return this.look(step, terminal);
      case 'keys':
        return this.press(step, terminal);
      case 'command':
        return this.run(step, terminal);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.terminals.values()].map((terminal) => terminal.close()));
  }

  private async terminal(name: TerminalName): Promise<Terminal> {
    const { processes, scratch, swamp } = this.stage;
    const options = { processes, scratch, env: this.env, release: swamp.release };
    const terminal = this.terminals.get(name) ?? (await Terminal.open(name, options));
    this.terminals.set(name, terminal);
    return terminal;
  }

  private async run(step: CommandStep, terminal: Terminal): Promise<PerformedStep> {
    terminal.type(this.filled(step.script));
    if (step.until === undefined) {
      const end = await terminal.untilEnd(step.timeoutMs);
      return this.taught(step, this.ended(step, terminal, end, step.script));
    }
    this.running.set(step.terminal, step.script);
    const seen = await terminal.untilText(this.filled(step.until), step.timeoutMs);
    return this.taught(step, this.shown(step, step.until, terminal, seen));
  }

  private async press(step: KeysStep, terminal: Terminal): Promise<PerformedStep> {
    if (terminal.hasEnded()) {
      const expected = `'${this.running.get(step.terminal)}' runs until ${step.keys} is pressed`;
      const early = await terminal.untilEnd(step.timeoutMs);
      const result = this.ended(step, terminal, early, step.keys);
      return { ...result, fault: { expected, actual: howItFailed({ fault: 'ended', ...early }) } };
    }
    terminal.interrupt();
    const end = await terminal.untilEnd(step.timeoutMs);
    return this.ended(step, terminal, end, step.keys);
  }

  private async look(step: LookStep, terminal: Terminal): Promise<PerformedStep> {
    const seen = await terminal.untilText(this.filled(step.until), step.timeoutMs);
    return this.shown(step, step.until, terminal, seen);
  }

  private save(step: FileStep, terminal: Terminal): PerformedStep {
    const file = path.join(terminal.cwd, step.file);
    const result = {
      step,
      output: '',
      exitCode: null,
      directory: directoryAt(terminal.cwd),
      command: `save ${step.file}`,
    };
    if (!existsSync(path.dirname(file))) {
      const expected = `the folder of ${step.file} exists`;
      return { ...result, fault: { expected, actual: `${path.dirname(file)} does not exist: no step has made it` } };
    }
    writeFileSync(file, this.filled(step.content));
    return result;
  }

  /** The result of a step whose commands have ended. */
  private ended(
    step: CommandStep | KeysStep,
    terminal: Terminal,
    end: StepEnd | StepFault,
    command: string,
  ): PerformedStep {
    const { output, exitCode = null } = end;
    const result = { step, output, exitCode, directory: directoryAt(terminal.cwd), command };
    if ('fault' in end) {
      return { ...result, fault: { expected: `it ends within ${step.timeoutMs / 1000} s`, actual: howItFailed(end) } };
    }
    return end.exitCode === step.exit
      ? result
      : {
          ...result,
          fault: { expected: `exit code ${step.exit}`, actual: `exit code ${end.exitCode}. ${lastOf(output)}` },
        };
  }

  /** The result of a step that waits for a text while something goes on in the foreground. */
  private shown(
    step: CommandStep | LookStep,
    until: string,
    terminal: Terminal,
    seen: Pick<StepEnd, 'output'> | StepFault,
  ): PerformedStep {
    const command = this.running.get(step.terminal) ?? '';
    const result = { step, output: seen.output, exitCode: null, directory: directoryAt(terminal.cwd), command };
    return 'fault' in seen
      ? { ...result, fault: { expected: `it prints '${until}' and goes on`, actual: howItFailed(seen) } }
      : result;
  }

  /** Remembers what later steps need of this one's output. */
  private taught(step: CommandStep, performed: PerformedStep): PerformedStep {
    if (performed.fault !== undefined) {
      return performed;
    }
    for (const { name, from, pattern } of this.plan.placeholders.filter(({ source }) => source === step)) {
      const match = pattern.exec(withoutSequences(performed.output));
      if (match === null) {
        const expected = `step '${from}' prints the value of ${name}, which looks like ${pattern.source}`;
        return { ...performed, fault: { expected, actual: lastOf(performed.output) } };
      }
      this.values.set(name, match[1] ?? match[0]);
    }
    return performed;
  }

  private filled(text: string): string {
    const withPort = text.replaceAll(new RegExp(`\\b${PAGE_PORT}\\b`, 'g'), String(this.stage.port));
    return [...this.values].reduce((result, [name, value]) => result.replaceAll(name, value), withPort);
  }
}

function directoryAt(cwd: string): RecordedProcess['directory'] {
  return existsSync(path.join(cwd, '.swamp.yaml')) ? 'repository' : 'elsewhere';
}

function howItFailed({ fault, exitCode, output }: StepFault): string {
  const how = {
    ended: `it ended with exit code ${exitCode}`,
    closed: 'it closed the terminal',
    timeout: 'it was still running when the time was over',
  }[fault];
  return `${how}. ${lastOf(output)}`;
}

function lastOf(output: string): string {
  const lines = withoutSequences(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? 'It printed nothing.' : `The last it printed: ${lines.slice(-4).join(' / ').slice(-500)}`;
}
