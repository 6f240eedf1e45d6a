import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import type { Hit } from '../../src/tools/search/hit.ts';

/** Where the queries are, below the project's folder. */
const QUERIES = path.join('tests', 'fixtures', 'search-queries.yaml');

const fileSchema = z.record(
  z.string(),
  z
    .array(
      z.strictObject({
        ask: z.string().min(1),
        best: z.array(z.string().min(1)).min(1),
        only: z.array(z.number()).min(1).optional(),
      }),
    )
    .min(1),
);

/** What a reader asks, and the addresses of the pages that answer it. */
export interface AskedQuery {
  readonly kind: string;
  readonly ask: string;
  readonly best: readonly string[];
}

/** How many of the queries have a best page in the first place, in the first three and in the first ten, in percent. */
export interface Relevance {
  readonly first: number;
  readonly three: number;
  readonly ten: number;
  /** Queries without a best page in the first ten. */
  readonly missed: readonly string[];
}

/** The queries of a protocol. */
export function queriesFor(protocol: number): AskedQuery[] {
  const file = fileSchema.parse(parse(readFileSync(path.join(projectRoot, QUERIES), 'utf8')));
  return Object.entries(file).flatMap(([kind, queries]) =>
    queries
      .filter(({ only }) => only?.includes(protocol) ?? true)
      .map(({ ask, best }) => ({ kind, ask, best: best.map((page) => addressOf(page, protocol)) })),
  );
}

function addressOf(page: string, protocol: number): string {
  if (page.startsWith('/')) {
    return page;
  }
  return page === 'index' ? `/protocol-${protocol}` : `/protocol-${protocol}/${page}`;
}

/** @param find - at most ten hits for a query, the best first. */
export function relevanceOf(queries: readonly AskedQuery[], find: (query: string) => readonly Hit[]): Relevance {
  const ranked = queries.map(({ kind, ask, best }) => ({
    query: `${kind}: ${ask}`,
    place: find(ask).findIndex(({ url }) => best.includes(url.split('#')[0]!)),
  }));
  const share = (places: number): number =>
    (100 * ranked.filter(({ place }) => place !== -1 && place < places).length) / ranked.length;
  return {
    first: share(1),
    three: share(3),
    ten: share(10),
    missed: ranked.filter(({ place }) => place === -1).map(({ query }) => query),
  };
}
