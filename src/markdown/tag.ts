import type { BlockContent, PhrasingContent } from 'mdast';
import type * as z from 'zod';
import type { ProtocolSpec } from '../facts/protocol-spec.ts';

/** What a tag knows when it is expanded. */
export interface TagContext {
  /** The project's folder. */
  readonly root: string;
  /** The facts of the version to which the page belongs. */
  readonly spec: ProtocolSpec;
  /** The page within its version: `operators/get-started`. */
  readonly pagePath: string;
  /** True for a page outside the versions, which has no `pagePath` within one. */
  readonly outside: boolean;
  /** The page itself, on disk. */
  readonly pageFile: string;
}

/** What a tag knows that works in every page, also in one that belongs to no version. */
export interface SiteContext {
  /** The project's folder. */
  readonly root: string;
}

interface TagIn<Scope, Context, Attributes extends z.ZodType> {
  /** `version`: it needs the facts of a version. A page outside the versions names it with `protocol`. */
  readonly scope: Scope;
  /** `block` stands on a line of its own, `inline` within a sentence. */
  readonly kind: 'block' | 'inline';
  readonly attributes: Attributes;
  /**
   * @returns the Markdown that takes the tag's place.
   * @throws Error whose message says which name is unknown and which one is near.
   */
  expand(attributes: z.output<Attributes>, context: Context): (BlockContent | PhrasingContent)[];
}

type VersionTag<Attributes extends z.ZodType = z.ZodType> = TagIn<'version', TagContext, Attributes>;
type SiteTag<Attributes extends z.ZodType = z.ZodType> = TagIn<'site', SiteContext, Attributes>;

/** A tag that a page may use: `<Flags command="worker connect" />`. */
export type Tag = VersionTag | SiteTag;

/** Declares a tag for pages of a version; ties the type of the attributes to the expansion. */
export function defineTag<Attributes extends z.ZodType>(tag: Omit<VersionTag<Attributes>, 'scope'>): VersionTag {
  return { ...tag, scope: 'version' } as unknown as VersionTag;
}

/** Declares a tag for every page, as {@link defineTag} does for pages of a version. */
export function defineSiteTag<Attributes extends z.ZodType>(tag: Omit<SiteTag<Attributes>, 'scope'>): SiteTag {
  return { ...tag, scope: 'site' } as unknown as SiteTag;
}
