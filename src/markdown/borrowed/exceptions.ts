import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { SpecError } from '../../facts/spec-error.ts';
import type { SpecFault } from '../../facts/spec-error.ts';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';
import type { BorrowedName } from './check.ts';

/** The names that may stand in protocols whose facts do not have them, relative to the project. */
export const EXCEPTIONS_FILE = 'spec/borrowed-names.yaml';

/** A name that every protocol may use, although the facts of some do not have it. */
export interface NameException {
  readonly name: string;
  readonly because: string;
  /** Where it is written, for messages. */
  readonly file: string;
  readonly line: number;
}

const fileSchema = z.strictObject({
  names: z.array(
    z.strictObject({
      name: z.string().min(1),
      because: z.string().regex(/^\S.*[.]$/s, 'write a sentence, with its full stop'),
    }),
  ),
});

/**
 * Reads the exceptions.
 *
 * @param root - the project's folder.
 * @returns none when the project has no such file.
 * @throws SpecError with file and line of every fault.
 */
export function loadNameExceptions(root: string): NameException[] {
  const file = path.join(root, EXCEPTIONS_FILE);
  if (!existsSync(file)) {
    return [];
  }
  const source = readYaml(root, file);
  const { names } = parseWith(source, fileSchema);
  const twice = names.findIndex(({ name }, position) => names.findIndex((other) => other.name === name) !== position);
  if (twice !== -1) {
    throw new SpecError([
      {
        file: source.file,
        line: source.lineOf(['names', twice]),
        message: `'${names[twice]!.name}' stands here twice`,
      },
    ]);
  }
  return names.map((entry, position) => ({ ...entry, file: source.file, line: source.lineOf(['names', position]) }));
}

/**
 * What remains to be mended: borrowed names without an exception, and exceptions that nothing needs.
 *
 * @param found - as `borrowedNames` gives them.
 */
export function faultsOfBorrowedNames(
  found: readonly BorrowedName[],
  exceptions: readonly NameException[],
): SpecFault[] {
  const allowed = new Set(exceptions.map(({ name }) => name));
  const used = new Set(found.map(({ name }) => name));
  return [
    ...found
      .filter(({ name }) => !allowed.has(name))
      .map(({ kind, name, of, file, line }) => ({
        file,
        line,
        message: `the ${kind} '${name}' is one of protocol ${of.join(' and ')}; the facts of this protocol do not have it. Take it out, or name the protocol or a release of it in the same sentence`,
      })),
    ...exceptions
      .filter(({ name }) => !used.has(name))
      .map(({ name, file, line }) => ({ file, line, message: `no page needs the exception for '${name}' any more` })),
  ];
}
