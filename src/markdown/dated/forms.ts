import { compareReleases, isInSpan } from '../../facts/release.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';

/** What a statement of a page is for a span of releases. */
export interface Form<Content> {
  readonly span: ReleaseSpan;
  readonly content: Content;
}

/** A statement with everything that it was before, newest first; all have the same subject. */
export interface History<Content> {
  readonly newest: Form<Content>;
  readonly before: readonly Form<Content>[];
}

/** Whether a reader of the newest verified release needs a form: it holds there, or begins later. */
export function isShown({ until }: ReleaseSpan, { protocol }: ProtocolSpec): boolean {
  return until === undefined || compareReleases(protocol.verified, until) <= 0;
}

/** The release after another, or none after the newest. */
export function releaseAfter(release: Release, { index }: ProtocolSpec): Release | undefined {
  return index.releases[index.releases.indexOf(release) + 1];
}

/**
 * Joins forms of one subject that follow each other without a gap. Where several could follow, the ones
 * that say most of the same do. Neighbors that say the same become one form.
 *
 * @param forms - in the order of the page; several may hold at once.
 * @param sameness - how much two contents have in common.
 * @returns in the order of their newest forms.
 */
export function historiesOf<Content>(
  forms: readonly Form<Content>[],
  spec: ProtocolSpec,
  sameness: (a: Content, b: Content) => number,
): History<Content>[] {
  const pairs = forms
    .flatMap((older) => forms.filter((newer) => follows(newer, older, spec)).map((newer) => ({ older, newer })))
    .map((pair) => ({ ...pair, score: sameness(pair.older.content, pair.newer.content) }))
    .sort((a, b) => b.score - a.score);
  const olderOf = new Map<Form<Content>, Form<Content>>();
  const taken = new Set<Form<Content>>();
  for (const { older, newer } of pairs) {
    if (!olderOf.has(newer) && !taken.has(older)) {
      olderOf.set(newer, older);
      taken.add(older);
    }
  }
  return forms
    .filter((form) => !taken.has(form))
    .map((head) => {
      const chain = [head];
      for (let older = olderOf.get(head); older !== undefined; older = olderOf.get(older)) {
        chain.push(older);
      }
      const [newest, ...before] = merged(chain, spec);
      return { newest: newest!, before };
    });
}

function follows({ span: { since } }: Form<unknown>, { span: { until } }: Form<unknown>, spec: ProtocolSpec): boolean {
  return since !== undefined && until !== undefined && releaseAfter(until, spec) === since;
}

/**
 * What a subject is in each stretch of the protocol's releases, newest first.
 *
 * @param spans - whatever begins or ends something of it.
 * @param contentAt - what it is at a release, `undefined` where it is not there.
 */
export function formsOver<Content>(
  spec: ProtocolSpec,
  spans: readonly ReleaseSpan[],
  contentAt: (release: Release) => Content | undefined,
): Form<Content>[] {
  const { protocol, index } = spec;
  const within = index.releases.filter((release) => isInSpan(release, { since: protocol.first, until: protocol.last }));
  const begins = new Set<Release>([protocol.first]);
  for (const { since, until } of spans) {
    const next = until && releaseAfter(until, spec);
    [since, next].forEach((begin) => begin !== undefined && begins.add(begin));
  }
  const ordered = [...begins].filter((begin) => within.includes(begin)).sort(compareReleases);
  const forms = ordered.flatMap((begin, position): Form<Content>[] => {
    const content = contentAt(begin);
    const next = ordered[position + 1];
    const span = {
      since: position === 0 ? undefined : begin,
      until: next === undefined ? undefined : within[within.indexOf(next) - 1],
    };
    return content === undefined ? [] : [{ content, span }];
  });
  return merged(forms.reverse(), spec);
}

/** Neighbors that say the same as one form. */
function merged<Content>(newestFirst: readonly Form<Content>[], spec: ProtocolSpec): Form<Content>[] {
  const result: Form<Content>[] = [];
  for (const form of newestFirst) {
    const newer = result.at(-1);
    if (newer !== undefined && follows(newer, form, spec) && said(newer.content) === said(form.content)) {
      result[result.length - 1] = { content: newer.content, span: { since: form.span.since, until: newer.span.until } };
    } else {
      result.push(form);
    }
  }
  return result;
}

/** What a content says, to compare it with another. */
export function said(content: unknown): string {
  return JSON.stringify(content, (key, value: unknown) => (key === 'position' ? undefined : value));
}
