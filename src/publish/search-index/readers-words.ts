import path from 'node:path';
import * as z from 'zod';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';
import type { Synonym } from '../../tools/search/index-file.ts';

/** Where a maintainer adds words of readers, below the project's folder. */
const FOLDER = path.join('src', 'tools', 'search');

/** Words of readers and the words that the pages use, questions by the page that answers them, and words for one thing. */
export const READERS_WORDS = {
  synonyms: path.join(FOLDER, 'synonyms.yaml'),
  questions: path.join(FOLDER, 'questions.yaml'),
  alike: path.join(FOLDER, 'alike.yaml'),
} as const;

const phrases = z.array(z.string().trim().min(1)).min(1);

const synonymsSchema = z.array(z.strictObject({ say: phrases, means: phrases })).min(1);

const questionsSchema = z.record(z.string().min(1), phrases);

const alikeSchema = z.array(phrases.min(2)).min(1);

/** What readers type, as maintainers have noted it. */
export interface ReadersWords {
  readonly synonyms: readonly Synonym[];
  /** For each page, below the folder of its version or from `/`, the questions that it answers. */
  readonly questions: ReadonlyMap<string, readonly string[]>;
  readonly alike: readonly (readonly string[])[];
}

/**
 * Reads the words of readers.
 *
 * @param root - the project's folder.
 * @throws SpecError with the file and the line of what is wrong.
 */
export function readReadersWords(root: string): ReadersWords {
  const read = <T>(file: string, schema: z.ZodType<T>): T => parseWith(readYaml(root, path.join(root, file)), schema);
  return {
    synonyms: read(READERS_WORDS.synonyms, synonymsSchema),
    questions: new Map(Object.entries(read(READERS_WORDS.questions, questionsSchema))),
    alike: read(READERS_WORDS.alike, alikeSchema),
  };
}
