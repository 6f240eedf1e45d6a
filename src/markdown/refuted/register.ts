import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { parseRelease } from '../../facts/release.ts';
import type { Protocol, ReleaseIndex } from '../../facts/releases.ts';
import { SpecError } from '../../facts/spec-error.ts';
import type { SpecFault } from '../../facts/spec-error.ts';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';
import type { YamlSource } from '../../facts/yaml-source.ts';

/** Folder of the register, relative to the project. */
export const REFUTED_FOLDER = 'spec/refuted';

/** A statement about the program, with what proves or refutes it. */
interface Statement {
  readonly id: string;
  /** The protocols that it is about. */
  readonly protocols: readonly Protocol[];
  /** Whether it is about every protocol, so that it may not stand in the lists that all protocols share either. */
  readonly general: boolean;
  /** Matches the statement in words that {@link foldText} gives. */
  readonly pattern: RegExp;
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
}

/** A statement that does not hold and may not stand on a page or in the facts. */
export interface RefutedStatement extends Statement {
  /** The statement as it once stood, or as somebody may write it again. */
  readonly mistake: string;
  readonly truth: string;
}

/** A statement that a page may not lose. */
export interface RequiredStatement extends Statement {
  /** Path of the page within its version. */
  readonly page: string;
}

/** What must not and what must be said. */
export interface StatementRegister {
  readonly refuted: readonly RefutedStatement[];
  readonly required: readonly RequiredStatement[];
}

const sentence = z.string().regex(/^\S.*[.]$/s, 'write a sentence, with its full stop');

const evidenceSchema = z
  .strictObject({ source: z.string().min(1).optional(), run: z.string().min(1).optional(), release: z.string() })
  .refine(({ source, run }) => source !== undefined || run !== undefined, {
    message: "name the 'source' file or the 'run' that shows it",
  });

const statementSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write an id in lower case, its words joined by hyphens'),
  protocols: z.array(z.number().int()).min(1).optional(),
  pattern: z.string().min(1),
  evidence: z.array(evidenceSchema).min(1),
});

const fileSchema = z.strictObject({
  refuted: z.array(statementSchema.extend({ mistake: z.string().min(1), truth: sentence })).default([]),
  required: z.array(statementSchema.extend({ page: z.string().min(1) })).default([]),
});

type StatementInFile = z.output<typeof statementSchema>;

/**
 * Reads the register: all files of `spec/refuted/`.
 *
 * @param root - the project's folder.
 * @throws SpecError with file and line of every fault: unknown keys, patterns that are none,
 *   releases and protocols that do not exist, ids that stand twice.
 */
export function loadStatements(root: string, index: ReleaseIndex): StatementRegister {
  const folder = path.join(root, REFUTED_FOLDER);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const faults: SpecFault[] = [];
  const places = new Map<string, string>();
  const register = { refuted: [] as RefutedStatement[], required: [] as RequiredStatement[] };

  for (const name of names.sort()) {
    try {
      const source = readYaml(root, path.join(folder, name));
      const { refuted, required } = parseWith(source, fileSchema);
      const read = (list: 'refuted' | 'required', position: number, entry: StatementInFile): Statement => {
        const place = { file: source.file, line: source.lineOf([list, position]) };
        const first = places.get(entry.id);
        if (first !== undefined) {
          faults.push({ ...place, message: `the id '${entry.id}' stands at ${first}, too` });
        }
        places.set(entry.id, `${place.file}:${place.line}`);
        faults.push(...faultsOf(entry, source, [list, position], index));
        return {
          id: entry.id,
          protocols: index.protocols.filter(({ number }) => entry.protocols?.includes(number) ?? true),
          general: entry.protocols === undefined,
          pattern: compile(entry.pattern) ?? /(?!)/,
          ...place,
        };
      };
      refuted.forEach((entry, position) =>
        register.refuted.push({ ...read('refuted', position, entry), mistake: entry.mistake, truth: entry.truth }),
      );
      required.forEach((entry, position) =>
        register.required.push({ ...read('required', position, entry), page: entry.page }),
      );
    } catch (error) {
      if (!(error instanceof SpecError)) {
        throw error;
      }
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return register;
}

function faultsOf(
  entry: StatementInFile,
  source: YamlSource,
  place: readonly PropertyKey[],
  index: ReleaseIndex,
): SpecFault[] {
  const fault = (keys: readonly PropertyKey[], message: string): SpecFault => ({
    file: source.file,
    line: source.lineOf([...place, ...keys]),
    message,
  });
  const known = index.protocols.map(({ number }) => number);
  return [
    ...(compile(entry.pattern) === undefined
      ? [fault(['pattern'], `'${entry.pattern}' is no regular expression`)]
      : []),
    ...(entry.protocols ?? []).flatMap((number, position) =>
      known.includes(number) ? [] : [fault(['protocols', position], `there is no protocol ${number}`)],
    ),
    ...entry.evidence.flatMap(({ release }, position) => {
      const parsed = parseRelease(release);
      return parsed === release && index.tags.has(parsed)
        ? []
        : [fault(['evidence', position, 'release'], `'${release}' is no release of spec/releases.yaml`)];
    }),
  ];
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'iu');
  } catch {
    return undefined;
  }
}
