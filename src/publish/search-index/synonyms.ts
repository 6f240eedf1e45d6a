import path from 'node:path';
import * as z from 'zod';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';
import type { Synonym } from '../../tools/search/index-file.ts';

/** Where a maintainer adds words of readers, below the project's folder. */
const FILE = path.join('src', 'tools', 'search', 'synonyms.yaml');

const phrases = z.array(z.string().trim().min(1)).min(1);

const fileSchema = z.array(z.strictObject({ say: phrases, means: phrases })).min(1);

/**
 * Reads the words of readers and what the pages call these.
 *
 * @param root - the project's folder.
 * @throws SpecError with the line of what is wrong.
 */
export function readSynonyms(root: string): Synonym[] {
  return parseWith(readYaml(root, path.join(root, FILE)), fileSchema);
}
