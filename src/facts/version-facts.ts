import { shortRelease } from './release.ts';
import type { Protocol } from './releases.ts';
import type { Verification } from './schema/verification.ts';

/** Name under which pages find what is published about versions. */
export const PUBLISHED_FACTS = 'publish-spec';

/** What every page knows of one version: small, for it travels with each of them. */
export interface VersionFacts {
  /** Name of the version in Docusaurus. */
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly path: string;
  /** First and last known release, as pages show them. */
  readonly first: string;
  readonly last: string;
  readonly verified: string;
  /** Day of that verification, `YYYY-MM-DD`; absent while its figures are not kept. */
  readonly verifiedOn?: string;
  /** That releases came which are not verified, in a sentence; absent where none is known. */
  readonly newer?: string | undefined;
  /** Pages whose steps were carried out in it, such as `operators/tokens`. */
  readonly carriedOut: readonly string[];
  /** True when a later protocol exists. */
  readonly ended: boolean;
  /** Page about moving from it to the newest protocol, without the site's base, where there is one. */
  readonly upgrade?: string | undefined;
}

/** What the theme knows of the versions on every page. */
export interface PublishedGlobalData {
  readonly versions: readonly VersionFacts[];
}

/** Picks what pages need of a protocol, of its verification, of leaving it, and of what came after it. */
export function versionFactsOf(
  protocol: Protocol,
  verification: Verification | undefined,
  { upgrade, newer }: Pick<VersionFacts, 'upgrade' | 'newer'> = {},
): VersionFacts {
  return {
    name: protocol.versionName,
    number: protocol.number,
    label: protocol.label,
    path: protocol.pathName,
    first: shortRelease(protocol.first),
    last: shortRelease(protocol.last),
    verified: shortRelease(protocol.verified),
    ...(verification !== undefined && { verifiedOn: verification.date }),
    carriedOut: verification?.pages ?? [],
    ended: protocol.ended,
    ...(newer !== undefined && { newer }),
    ...(upgrade !== undefined && { upgrade }),
  };
}
