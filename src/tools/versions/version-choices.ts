import type { VersionFacts } from '../../facts/version-facts.ts';
import { nearestPage } from './nearest-page.ts';
import { pageAddress } from './page-address.ts';

/** What is needed of a version of Docusaurus' docs; its own type has more. */
export interface DocsVersion {
  readonly name: string;
  readonly path: string;
  readonly docs: readonly { readonly path: string }[];
}

/** Where a link to a version leads, seen from the reader's page. */
export type PageMatch =
  | { readonly kind: 'same-page' }
  | { readonly kind: 'nearest-page'; readonly address: string }
  | { readonly kind: 'start-page' };

/** One version that a reader can switch to. */
export interface VersionChoice {
  readonly facts: VersionFacts;
  /** Path of the page, with the site's base. */
  readonly path: string;
  readonly match: PageMatch;
  /** Whether the reader is in this version. */
  readonly current: boolean;
}

/**
 * The versions that a reader can switch to, each with the page that stands closest to the one the
 * reader has open.
 *
 * @param facts - all versions, newest first.
 * @param versions - the versions with their pages.
 * @param pathname - path of the open page, or `undefined` when it belongs to no version.
 */
export function versionChoices(
  facts: readonly VersionFacts[],
  versions: readonly DocsVersion[],
  pathname: string | undefined,
): VersionChoice[] {
  const current = pathname === undefined ? undefined : versionOfPath(versions, pathname);
  const address = current && pageAddress(pathname!, current.path);
  return facts.flatMap((fact) => {
    const version = versions.find(({ name }) => name === fact.name);
    return version === undefined
      ? []
      : [{ facts: fact, current: version === current, ...closestPage(version, address) }];
  });
}

/** The version to which a path belongs, whether or not the page exists. */
export function versionOfPath<Version extends DocsVersion>(
  versions: readonly Version[],
  pathname: string,
): Version | undefined {
  return versions.find((version) => pageAddress(pathname, version.path) !== undefined);
}

/**
 * The page of a version that stands closest to an address.
 *
 * @param address - address within a version, or `undefined` for a reader who is in none.
 */
export function closestPage(version: DocsVersion, address: string | undefined): { path: string; match: PageMatch } {
  const pages = new Map(version.docs.map((doc) => [pageAddress(doc.path, version.path) ?? '', doc.path]));
  const nearest = address === undefined ? '' : nearestPage(address, [...pages.keys()]);
  const path = pages.get(nearest ?? '') ?? version.path;
  if (nearest !== undefined && nearest === address) {
    return { path, match: { kind: 'same-page' } };
  }
  return nearest === undefined || nearest === ''
    ? { path, match: { kind: 'start-page' } }
    : { path, match: { kind: 'nearest-page', address: nearest } };
}

/** The page at an address of a version, if it exists. */
export function pageAt(version: DocsVersion, address: string): string | undefined {
  return version.docs.find((doc) => pageAddress(doc.path, version.path) === address)?.path;
}
