import path from 'node:path';
import * as z from 'zod';
import { SpecError } from '../../facts/spec-error.ts';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';

/** Where a maintainer says which pages make a pack, relative to the project's folder. */
const FILE = 'src/markdown/packs/packs.yaml';

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and hyphens'),
  title: z.string().trim().min(1),
  answers: z.string().trim().min(1),
  pages: z.array(z.string().regex(/^[\w/{}*-]+$/, "a path without its ending, in which '*' stands for a part")).min(1),
});

const fileSchema = z
  .array(packSchema)
  .min(1)
  .refine((packs) => new Set(packs.map(({ id }) => id)).size === packs.length, 'two packs have the same id');

/** Which pages make a pack, as patterns of their paths. */
export type PackDefinition = z.output<typeof packSchema>;

/** A page as far as packs need to know it. */
export interface PackedPage {
  /** `/protocol-4/operators/tokens`, without the site's base. */
  readonly address: string;
}

/** Pages by task, short enough to be read as a whole. */
export interface Pack<Page extends PackedPage> {
  /** Last part of its address: `operators-tokens-security`. */
  readonly id: string;
  readonly title: string;
  /** What its pages answer, in a sentence. */
  readonly answers: string;
  readonly pages: readonly Page[];
}

/** Folder of the packs of a protocol on the site. */
export function packFolder(protocol: { readonly pathName: string }): string {
  return `/${protocol.pathName}/packs`;
}

/**
 * Reads which packs each protocol has.
 *
 * @param root - the project's folder.
 * @throws SpecError with the line of what is wrong.
 */
export function readPackDefinitions(root: string): PackDefinition[] {
  return parseWith(readYaml(root, path.join(root, FILE)), fileSchema);
}

/**
 * Divides the pages of a protocol into its packs. A page goes into the first pack that names it; a
 * pack without pages is left out, for a protocol need not have what others have.
 *
 * @param pages - all pages of the site, in the order in which a pack shows those of one pattern.
 * @throws SpecError naming the pages of the protocol that no pack names.
 */
export function packsOf<Page extends PackedPage>(
  definitions: readonly PackDefinition[],
  protocol: { readonly number: number; readonly pathName: string },
  pages: readonly Page[],
): Pack<Page>[] {
  const start = `/${protocol.pathName}`;
  const left = new Set(pages);
  const packs = definitions.map(({ id, title, answers, pages: patterns }) => {
    const own = patterns.flatMap((pattern) => {
      const isMeant = patternOf(pattern, protocol.number, start);
      const found = [...left].filter(({ address }) => isMeant.test(address));
      found.forEach((page) => left.delete(page));
      return found;
    });
    return { id, title, answers, pages: own };
  });
  const forgotten = [...left].filter(({ address }) => address === start || address.startsWith(`${start}/`));
  if (forgotten.length > 0) {
    throw new SpecError(
      forgotten.map(({ address }) => ({ file: FILE, message: `no pack has the page ${address}: add it to one` })),
    );
  }
  return packs.filter((pack) => pack.pages.length > 0);
}

/** A pattern as a test of addresses. */
function patternOf(pattern: string, number: number, start: string): RegExp {
  const named = pattern.replaceAll('{protocol}', String(number));
  const address = named.startsWith('/') ? named : named === 'index' ? start : `${start}/${named}`;
  return new RegExp(`^${address.replaceAll('*', '[^/]*')}$`);
}
