import { suggestName } from '../../../src/facts/nearest.ts';
import { SpecError } from '../../../src/facts/spec-error.ts';
import type { SpecFault } from '../../../src/facts/spec-error.ts';
import type { Placeholder, Procedure, Step, TerminalName } from './procedure.ts';

/** A placeholder with the step that prints its value. */
export interface PlannedPlaceholder extends Placeholder {
  readonly source: Step;
}

/** Everything that is done for one page, in order. */
export interface Plan {
  readonly procedure: Procedure;
  /** Steps of the page that this one continues; they are done and not compared. */
  readonly before: readonly Step[];
  readonly placeholders: readonly PlannedPlaceholder[];
}

/**
 * Puts a page's steps after those of the page that it continues, and checks what can be known
 * without running them: what terminals are busy with, and where placeholders come from.
 *
 * @throws {@link SpecError} with file and line of every fault.
 */
export function planOf(procedure: Procedure, all: readonly Procedure[]): Plan {
  const first = continuedFrom(procedure, all);
  const before = first.steps;
  const faults = [...faultsOfTerminals(procedure, before), ...faultsOfPlaceholders(procedure, before)];
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  const placeholders = [first, procedure].flatMap((page) =>
    page.placeholders.flatMap((placeholder) => {
      const source = page.steps.find((step) => step.name === placeholder.from);
      return source === undefined ? [] : [{ ...placeholder, source }];
    }),
  );
  return { procedure, before, placeholders };
}

function continuedFrom(procedure: Procedure, all: readonly Procedure[]): Pick<Procedure, 'steps' | 'placeholders'> {
  if (procedure.continues === undefined) {
    return { steps: [], placeholders: [] };
  }
  const { page, before, line } = procedure.continues;
  const first = all.find((candidate) => candidate.page === page);
  const pages = all.map((candidate) => candidate.page).filter((candidate) => candidate !== procedure.page);
  if (first === undefined || first === procedure) {
    throw faultOf(procedure, line, `continues: there is no procedure '${page}'. ${suggestName(page, pages)}`);
  }
  if (first.continues !== undefined) {
    throw faultOf(procedure, line, `continues: '${page}' itself continues another page; continue the first one`);
  }
  const end = first.steps.findIndex((step) => step.name === before);
  if (end < 0) {
    const names = first.steps.map((step) => step.name);
    throw faultOf(procedure, line, `continues: '${page}' has no step '${before}'. ${suggestName(before, names)}`);
  }
  return { steps: first.steps.slice(0, end), placeholders: first.placeholders };
}

function faultsOfTerminals(procedure: Procedure, before: readonly Step[]): SpecFault[] {
  const faults: SpecFault[] = [];
  const busy = new Map<TerminalName, Step>();
  for (const step of [...before, ...procedure.steps]) {
    const foreground = busy.get(step.terminal);
    if (step.kind === 'command' && step.notRun === undefined) {
      if (foreground !== undefined) {
        faults.push(
          fault(procedure, step.line, `the terminal '${step.terminal}' is busy with step '${foreground.name}'`),
        );
      } else if (step.until !== undefined) {
        busy.set(step.terminal, step);
      }
    } else if ((step.kind === 'keys' || step.kind === 'look') && foreground === undefined) {
      faults.push(fault(procedure, step.line, `nothing runs in the terminal '${step.terminal}' at this step`));
    }
    if (step.kind === 'keys') {
      busy.delete(step.terminal);
    }
  }
  for (const step of busy.values()) {
    faults.push(
      fault(procedure, step.line, `step '${step.name}' still runs at the end: the page does not tell how to stop it`),
    );
  }
  return faults;
}

function faultsOfPlaceholders(procedure: Procedure, before: readonly Step[]): SpecFault[] {
  const names = procedure.steps.map((step) => step.name);
  return procedure.placeholders.flatMap(({ name, from, line }) => {
    const source = names.indexOf(from);
    if (source < 0) {
      return [fault(procedure, line, `placeholder ${name}: there is no step '${from}'. ${suggestName(from, names)}`)];
    }
    const uses = procedure.steps.map((step) => textOf(step).includes(name));
    const early = [...before.map((step) => textOf(step).includes(name)), ...uses.slice(0, source + 1)].includes(true);
    if (early) {
      return [fault(procedure, line, `placeholder ${name} is used before step '${from}' has printed it`)];
    }
    return uses.includes(true) ? [] : [fault(procedure, line, `placeholder ${name} is used nowhere`)];
  });
}

function textOf(step: Step): string {
  return step.kind === 'command' ? step.script : step.kind === 'file' ? step.content : '';
}

function fault(procedure: Procedure, line: number, message: string): SpecFault {
  return { file: procedure.file, line, message };
}

function faultOf(procedure: Procedure, line: number, message: string): SpecError {
  return new SpecError([fault(procedure, line, message)]);
}
