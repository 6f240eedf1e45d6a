import { forgetAfter } from '../../scripts/bench/take/forget.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { Staging } from '../../scripts/take/staging.ts';
import { specOf } from '../../scripts/take/take.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { parseRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';

/** The newest release that tests of taking know, whatever came after it: what they expect does not change any more. */
const NEWEST_KNOWN = parseRelease('20260822.011157')!;

/** The protocol of {@link NEWEST_KNOWN}. */
export const NUMBER = 4;

/** The project as it was when a release was the newest one that it knew. */
export interface ProjectAsOf {
  readonly root: string;
  readonly spec: ProtocolSpec;
  remove(): void;
}

/** Makes a copy of the project that knows nothing beyond a release of {@link NUMBER}, which is its newest protocol. */
export function projectAsOf(release: Release = NEWEST_KNOWN): ProjectAsOf {
  const copy = Staging.open(projectRoot);
  forgetAfter(copy.root, release);
  return { root: copy.root, spec: specOf(copy, NUMBER), remove: () => copy.remove() };
}
