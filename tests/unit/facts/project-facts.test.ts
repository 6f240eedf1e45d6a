import { describe, expect, it } from 'vitest';
import { specs } from '../../support/facts.ts';
import { isPrintedOn } from '../../../src/facts/message-runtime.ts';
import { messageMatcher } from '../../../src/facts/message-pattern.ts';
import { schemaAtRelease, shapesOf } from '../../../src/facts/output-schema.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import { compileOutput } from '../../support/output-validator.ts';
import { jsonValuesIn } from '../../support/json-in-text.ts';

/** Commands of remote execution that every protocol has. */
const COMMANDS = [
  'worker token create',
  'worker token list',
  'worker token revoke',
  'worker connect',
  'worker list',
  'worker queue',
  'worker verify',
  'serve',
  'workflow run',
  'model method run',
];

describe.each(specs.map((spec) => [spec.protocol.label, spec] as const))('%s', (_label, spec) => {
  it('describes every command, state machine and table', () => {
    for (const command of COMMANDS) {
      expect([...spec.commands.keys()]).toContain(command);
    }
    expect([...spec.stateMachines.keys()].sort()).toEqual([
      'enrollment-token',
      'pending-dispatch',
      'step-lease',
      'worker',
    ]);
    expect([...spec.models.keys()].sort()).toEqual([
      'enrollment-token',
      'fleet-probe',
      'pending-dispatch',
      'step-lease',
      'worker',
    ]);
    expect(spec.restartTable.value.length).toBeGreaterThanOrEqual(8);
    expect(spec.messages.length).toBeGreaterThan(30);
  });

  it('has an output schema for every command that prints JSON, and each schema is valid', () => {
    for (const command of spec.commands.values()) {
      if (command.value.output !== undefined) {
        const schema = spec.outputs.get(command.value.output)!.value;
        expect(() => compileOutput(schema), command.value.command).not.toThrow();
        expect(() => shapesOf(schema), command.value.command).not.toThrow();
      }
    }
  });

  // One that was just cut has those of the protocol before it, until its first release is recorded.
  it.runIf(spec.protocol.released)('has recordings whose JSON fits the schemas of their release', () => {
    const validators = new Map<string, ReturnType<typeof compileOutput>>();
    const validatorOf = (output: string, release: Release): ReturnType<typeof compileOutput> => {
      const key = `${output} ${release}`;
      const known = validators.get(key) ?? compileOutput(schemaAtRelease(spec.outputs.get(output)!.value, release));
      validators.set(key, known);
      return known;
    };
    const checked = jsonOutputs(spec).map(({ id, output, values, release }) => {
      const validate = validatorOf(output, release);
      for (const value of values) {
        expect(validate(value), `${id}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`).toBe(true);
      }
      return output;
    });
    expect(new Set(checked).size).toBeGreaterThanOrEqual(7);
  });

  it('has message texts that stand in the recordings which they name', () => {
    let found = 0;
    for (const { value: message, file, lineOf } of spec.messages) {
      const match = messageMatcher(message);
      for (const id of message.recordings) {
        const recording = spec.recordings.get(id)!.value;
        if (!isInSpan(recording.release, message)) {
          continue;
        }
        const printed = recording.processes.map((process) => `${process.stdout}\n${process.stderr}`).join('\n');
        expect(match(printed), `${file}:${lineOf()} '${message.text}' does not stand in ${id}`).toBeDefined();
        found += 1;
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it('has texts of another runtime only in recordings that were made on it', () => {
    for (const { value: message } of spec.messages.filter(({ value }) => value.runtime !== undefined)) {
      const match = messageMatcher(message);
      for (const [id, { value: recording }] of spec.recordings) {
        const printed = recording.processes.map((process) => `${process.stdout}\n${process.stderr}`).join('\n');
        if (!isPrintedOn(message, recording.runtime)) {
          expect(
            match(printed),
            `${id} was made on ${recording.runtime}, '${message.text}' is of ${message.runtime}`,
          ).toBeUndefined();
        }
      }
    }
  });

  it('keeps no secret, no path and no id of the machine on which recordings were made', () => {
    for (const [id, recording] of spec.recordings) {
      const text = JSON.stringify(recording.value);
      expect(text, id).not.toMatch(/<scratch>|<bin>|\/tmp\/|\/root\b/);
    }
  });
});

function jsonOutputs(spec: ProtocolSpec) {
  return [...spec.recordings].flatMap(([id, { value: recording }]) =>
    recording.processes.flatMap((process) => {
      const output = outputOf(process, spec);
      const values = output === undefined ? undefined : parseJson(process.stdout);
      return output === undefined || values === undefined ? [] : [{ id, output, values, release: recording.release }];
    }),
  );
}

function outputOf(process: RecordedProcess, spec: ProtocolSpec): string | undefined {
  if (process.exitCode === 1 || !/ --json\b/.test(process.command)) {
    return undefined;
  }
  const typed = /\bswamp ((?:[a-z-]+ ?)+)/.exec(process.command)?.[1]?.trim().split(' ') ?? [];
  for (let length = typed.length; length > 0; length -= 1) {
    const command = spec.commands.get(typed.slice(0, length).join(' '));
    if (command !== undefined) {
      return command.value.output;
    }
  }
  return undefined;
}

/** `undefined` when nothing was printed. */
function parseJson(stdout: string): unknown[] | undefined {
  const values = jsonValuesIn(stdout);
  return values.length === 0 ? undefined : values;
}
