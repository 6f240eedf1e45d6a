import type { ProtocolSpec, Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { Command } from '../../../src/facts/schema/command.ts';
import type { Finding, OutputObserver } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import { howItEnded, lastLines } from '../../harness/index.ts';
import { jsonLines, jsonValue, jsonValues, NotJsonError } from './json-values.ts';
import { OutputSchemaAtRelease } from './output-schema-at-release.ts';
import { endOf, printedBy } from './sample.ts';
import type { Sample } from './sample.ts';

const { agrees, differs, notRun } = findingsOf('outputs');

/** The output of a command that fails, whichever command it is. */
const ERROR_OUTPUT = 'error';

/** Outputs that no run of the verifier may produce, and why. */
const NOT_PRODUCED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/-daemon-/, 'it would install or ask the service manager of this machine'],
];

/** Compares samples with the published schemas, and remembers what they showed. */
export class Judge {
  private readonly schemas = new Map<string, OutputSchemaAtRelease>();

  constructor(
    private readonly spec: ProtocolSpec,
    private readonly release: Release,
    private readonly observer?: OutputObserver,
  ) {
    for (const [id, source] of spec.outputs) {
      const schema = OutputSchemaAtRelease.of(source, release);
      if (schema !== undefined) {
        this.schemas.set(id, schema);
      }
    }
  }

  judge(sample: Sample): Finding[] {
    const subject = `${sample.command}: ${sample.title}`;
    const command = this.spec.commands.get(sample.command);
    if (command === undefined) {
      return [differs(subject, 'a command of the specification', `there is no command '${sample.command}'`)];
    }
    const ofEnd = this.judgeEnd(subject, sample, command);
    // What refuses where it should not, or the other way round, prints something else than it should.
    return [...ofEnd, ...this.judgeOutput(subject, sample, command, ofEnd.length === 0 ? this.observer : undefined)];
  }

  /** Everything that is written down and that no sample showed. */
  unseen(): Finding[] {
    return [...this.schemas].flatMap(([id, schema]) => {
      const reason = NOT_PRODUCED.find(([pattern]) => pattern.test(id))?.[1];
      return reason === undefined
        ? schema.unseen().map((part) => notRun(`${id}: ${part.name}`, 'never seen in this run', part.place))
        : [notRun(id, reason, schema.place)];
    });
  }

  private judgeEnd(subject: string, sample: Sample, command: Sourced<Command>): Finding[] {
    const end = endOf(sample.process);
    if (end === undefined || sample.exitCode === undefined) {
      return [];
    }
    if (end.exitCode !== sample.exitCode) {
      return [
        differs(subject, `exit code ${sample.exitCode}`, `it ${howItEnded(end)}. ${lastLines(end)}`, placeOf(command)),
      ];
    }
    const documented = command.value.exitCodes.filter((code) => isInSpan(this.release, code)).map(({ code }) => code);
    return documented.includes(sample.exitCode)
      ? []
      : [
          differs(
            subject,
            `one of the exit codes ${documented.join(', ')}`,
            `it ${howItEnded(end)}`,
            placeOf(command, ['exitCodes']),
          ),
        ];
  }

  private judgeOutput(
    subject: string,
    sample: Sample,
    command: Sourced<Command>,
    observer?: OutputObserver,
  ): Finding[] {
    const id = sample.prints === 'error' ? ERROR_OUTPUT : command.value.output;
    const schema = id === undefined ? undefined : this.schemas.get(id);
    if (schema === undefined) {
      return [
        differs(
          subject,
          `a schema of the output '${id ?? 'none'}'`,
          'there is none for this release',
          placeOf(command),
        ),
      ];
    }
    let values: unknown[];
    try {
      values = valuesIn(sample, schema.stream);
    } catch (error) {
      if (error instanceof NotJsonError) {
        return [differs(subject, 'JSON', error.message, schema.place)];
      }
      throw error;
    }
    if (values.length === 0) {
      const end = endOf(sample.process);
      return [
        differs(
          subject,
          'JSON',
          `nothing${end === undefined ? '' : `; it ${howItEnded(end)}. ${lastLines(end)}`}`,
          schema.place,
        ),
      ];
    }
    values.forEach((value) => observer?.seen(id!, value));
    const mismatches = values.flatMap((value) => schema.check(value));
    return mismatches.length === 0
      ? [agrees(subject, schema.place)]
      : mismatches.map(({ expected, actual, place }) => differs(subject, expected, actual, place));
  }
}

function valuesIn(sample: Sample, stream: unknown): unknown[] {
  const { stdout, stderr } = printedBy(sample.process);
  if (sample.prints === 'error') {
    // Older releases print it on standard output, newer ones on standard error.
    return jsonValues(stdout.trim() === '' ? stderr : stdout);
  }
  switch (stream) {
    case 'lines':
      return jsonLines(stdout);
    case 'values':
      return jsonValues(stdout);
    default:
      return stdout.trim() === '' ? [] : [jsonValue(stdout)];
  }
}
