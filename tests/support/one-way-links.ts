import { load } from 'cheerio';

/** What a built page leads to; all are paths without anchors. */
interface PageLinks {
  /** Everything that its article leads to. */
  readonly all: ReadonlySet<string>;
  /** What its section of related pages leads to. */
  readonly related: readonly string[];
}

/** What was found in the related pages of a version. */
export interface RelatedLinks {
  /** How many links were looked at. */
  readonly count: number;
  /** `a → b` for each page `a` that names a related page `b` without a link back. */
  readonly oneWay: readonly string[];
}

/**
 * Looks for related pages that do not link back. Menus do not count, for they lead everywhere.
 *
 * @param pages - the built pages of a version, by their paths on the site. Links to other paths are
 *   passed over.
 */
export function relatedLinks(pages: ReadonlyMap<string, string>): RelatedLinks {
  const links = new Map([...pages].map(([address, html]) => [address, linksOf(html)]));
  const pairs = [...links].flatMap(([from, { related }]) =>
    related.filter((to) => links.has(to)).map((to) => ({ from, to })),
  );
  return {
    count: pairs.length,
    oneWay: pairs.filter(({ from, to }) => !links.get(to)!.all.has(from)).map(({ from, to }) => `${from} → ${to}`),
  };
}

function linksOf(html: string): PageLinks {
  const document = load(html);
  const article = document('article .markdown').first();
  const paths = (selector: string, scope = article): string[] =>
    scope
      .find(selector)
      .map((_, element) => document(element).attr('href')!.split('#')[0]!)
      .get();
  return {
    all: new Set(paths('a[href]')),
    related: paths('a[href]', article.find('#related-pages').nextAll()),
  };
}
