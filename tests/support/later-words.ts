import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { foldText } from '../../src/markdown/refuted/folded-text.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { folderOfPages } from '../../src/markdown/tree/version-tree.ts';

/** A name of a later protocol in the pages or facts of an older one. */
export interface LaterWord {
  /** `versioned_docs/version-2/operators/limits.mdx:46` */
  readonly place: string;
  readonly word: string;
}

/**
 * Names that the protocol's own facts have: commands, flags, variables, workflow keys and verbs. What
 * is not among them and is among those of a later protocol was copied from there.
 */
function namesOf(spec: ProtocolSpec): Set<string> {
  const commands = [...spec.commands.values()].map(({ value }) => value);
  const options = [
    ...commands.flatMap(({ flags, arguments: given }) => [...flags, ...given]),
    ...spec.globalFlags.value,
  ];
  return new Set([
    ...commands.map(({ command }) => `swamp ${command}`),
    ...options.map(({ name }) => name).filter((name) => name.startsWith('--')),
    ...options.flatMap(({ env }) => env?.name ?? []),
    ...spec.environment.value.variables.map(({ name }) => name),
    ...spec.placementFields.value.map(({ field }) => field),
    ...spec.wire.value.verbs.map(({ name }) => name),
  ]);
}

/**
 * Looks in the pages and the facts of a protocol for names that only later ones have. A sentence that
 * says to which protocol the name belongs is none.
 *
 * @param own - the older protocol.
 * @param later - the later ones.
 * @param allowed - names that the older program has, too, outside of what its facts cover.
 */
export function laterWordsIn(
  root: string,
  own: ProtocolSpec,
  later: readonly ProtocolSpec[],
  allowed: readonly string[] = [],
): LaterWord[] {
  const known = new Set([...namesOf(own), ...allowed]);
  const words = [...new Set(later.flatMap((spec) => [...namesOf(spec)]))].filter((name) => !known.has(name));
  const numbers = later.map(({ protocol }) => protocol.number);
  const folders = [folderOfPages(own.protocol), path.join('spec', own.protocol.pathName)];
  return folders.flatMap((folder) =>
    filesOf(path.join(root, folder)).flatMap((file) => {
      const folded = foldText(readFileSync(path.join(root, folder, file), 'utf8'));
      return words.flatMap((word) =>
        [...folded.text.matchAll(wholeWord(word))]
          .filter(
            ({ index }) => !numbers.some((number) => sentenceAt(folded.text, index).includes(`protocol ${number}`)),
          )
          .map(({ index }) => ({ place: `${folder}/${file}:${folded.lineAt(index)}`, word })),
      );
    }),
  );
}

function sentenceAt(text: string, index: number): string {
  const end = text.indexOf('. ', index);
  return text.slice(text.lastIndexOf('. ', index) + 1, end === -1 ? undefined : end);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:mdx|yaml)$/.test(name));
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\w-])${word.replace(/[.$]/g, '\\$&')}(?![\\w-])`, 'g');
}
