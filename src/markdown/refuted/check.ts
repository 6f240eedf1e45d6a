import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Protocol } from '../../facts/releases.ts';
import type { SpecFault } from '../../facts/spec-error.ts';
import { folderOfPages } from '../tree/version-tree.ts';
import { foldText } from './folded-text.ts';
import type { FoldedText } from './folded-text.ts';
import type { RefutedStatement, RequiredStatement, StatementRegister } from './register.ts';

/** A file that readers of a protocol see, or that their pages are made of. */
interface ReadFile {
  /** Path relative to the project. */
  readonly file: string;
  readonly words: FoldedText;
}

/** Facts of all protocols that pages show as they stand, relative to the project. */
const SHARED_FACTS = ['headlines.yaml', 'breaking-changes.yaml', 'repaired.yaml'].map((name) => `spec/${name}`);

/**
 * Holds what readers of one protocol are told against the register: its pages, the files that they
 * show, its facts, and the lists of changes. These are the same for every protocol, so only statements about
 * all protocols are looked for there: what is false of one may be true of the release that a list names.
 *
 * @param root - the project's folder.
 * @returns a fault for each place where a refuted statement stands, with what is true in its place,
 *   and for each required statement that its page lacks.
 */
export function checkStatements(root: string, protocol: Protocol, register: StatementRegister): SpecFault[] {
  const files = filesOf(root, protocol);
  const shared = readAll(
    root,
    SHARED_FACTS.filter((file) => existsSync(path.join(root, file))),
  );
  const about = (statement: RefutedStatement | RequiredStatement): boolean => statement.protocols.includes(protocol);
  return [
    ...register.refuted
      .filter(about)
      .flatMap((statement) =>
        [...files, ...(statement.general ? shared : [])].flatMap((file) => placesOf(statement, file)),
      ),
    ...register.required.filter(about).flatMap((statement) => faultOfRequired(statement, files, protocol)),
  ];
}

/** Whether an entry of the register finds the very mistake that it is there to find. */
export function findsItsMistake({ pattern, mistake }: RefutedStatement): boolean {
  return pattern.test(foldText(mistake).text);
}

function placesOf({ id, pattern, truth }: RefutedStatement, { file, words }: ReadFile): SpecFault[] {
  return [...words.text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map((match) => ({
    file,
    line: words.lineAt(match.index),
    message: `'${match[0]}' does not hold (${id}). ${truth}`,
  }));
}

function faultOfRequired(
  { id, pattern, page, file, line }: RequiredStatement,
  files: readonly ReadFile[],
  protocol: Protocol,
): SpecFault[] {
  const place = `${folderOfPages(protocol)}/${page}.mdx`;
  const found = files.find((candidate) => candidate.file === place);
  if (found === undefined) {
    return [{ file, line, message: `${place}, which '${id}' asks for, does not exist` }];
  }
  return pattern.test(found.words.text)
    ? []
    : [{ file: place, message: `nothing here says '${pattern.source}' (${id})` }];
}

function filesOf(root: string, protocol: Protocol): ReadFile[] {
  const own = [folderOfPages(protocol), `spec/${protocol.pathName}`].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
      .filter((file) => statSync(path.join(root, file)).isFile())
      .sort(),
  );
  return readAll(root, own);
}

function readAll(root: string, files: readonly string[]): ReadFile[] {
  return files.map((file) => ({ file, words: foldText(readFileSync(path.join(root, file), 'utf8')) }));
}
