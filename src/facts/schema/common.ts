import * as z from 'zod';
import { compareReleases, parseRelease } from '../release.ts';
import type { Release } from '../release.ts';

/** A name that is part of addresses and anchors, so it never changes once published. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "an id has lower-case letters and digits, joined by '-'");

/** A release in its full form, such as `20260822.011157.0`. */
export const releaseSchema = z
  .string({ error: 'a release is a quoted text such as 20260822.011157.0' })
  .transform((text, context): Release => {
    const release = parseRelease(text);
    if (release === undefined || release !== text) {
      context.addIssue(`'${text}' is no release; write it as 20260822.011157.0`);
      return z.NEVER;
    }
    return release;
  });

/** What a program runs on, as it names itself: `deno 2.8.3`. */
export const runtimeSchema = z.string().regex(/^deno \d+\.\d+\.\d+$/, 'write the runtime as deno 2.8.3');

/** One line or paragraph of Markdown, without headings. */
export const proseSchema = z.string().trim().min(1, 'the text is empty');

/**
 * The releases for which a fact holds, both ends included. Without `since` it holds from the
 * protocol's first release on, without `until` up to its newest.
 */
const spanShape = {
  since: releaseSchema.optional(),
  until: releaseSchema.optional(),
} as const;

/** A strict object (an unknown key is an error) that carries a span of releases. */
export function datedObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, ...spanShape }).refine(
    (fact) => {
      const { since, until } = fact as { since?: Release; until?: Release };
      return since === undefined || until === undefined || compareReleases(since, until) <= 0;
    },
    { error: "'since' is later than 'until'" },
  );
}
