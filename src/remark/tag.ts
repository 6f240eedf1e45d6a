import type { BlockContent, PhrasingContent } from 'mdast';
import type * as z from 'zod';
import type { ProtocolSpec } from '../spec/protocol-spec.ts';

/** What a tag knows when it is expanded. */
export interface TagContext {
  /** The facts of the version to which the page belongs. */
  readonly spec: ProtocolSpec;
  /** The page within its version: `operators/get-started`. */
  readonly pagePath: string;
  /** The page itself, on disk. */
  readonly pageFile: string;
}

/** A tag that a page may use: `<Flags command="worker connect" />`. */
export interface Tag<Attributes extends z.ZodType = z.ZodType> {
  /** `block` stands on a line of its own, `inline` within a sentence. */
  readonly kind: 'block' | 'inline';
  readonly attributes: Attributes;
  /**
   * @returns the Markdown that takes the tag's place.
   * @throws Error whose message says which name is unknown and which one is near.
   */
  expand(attributes: z.output<Attributes>, context: TagContext): (BlockContent | PhrasingContent)[];
}

/** Declares a tag; only ties the type of the attributes to the expansion. */
export function defineTag<Attributes extends z.ZodType>(tag: Tag<Attributes>): Tag {
  return tag as unknown as Tag;
}
