import { isInSpan } from './release.ts';
import type { Release, ReleaseSpan } from './release.ts';

/** The facts of a list that hold for one release. */
export function atRelease<Fact extends ReleaseSpan>(facts: readonly Fact[], release: Release): Fact[] {
  return facts.filter((fact) => isInSpan(release, fact));
}
