import type { ReleaseIndex } from '../facts/releases.ts';

/** First part of the addresses that always lead to the newest protocol. */
export const LATEST_PATH = '/latest';

/**
 * Makes the rule by which `/latest/…` leads to the newest protocol, keeping the rest of the path.
 *
 * @returns a function from an existing address to the addresses that redirect to it.
 */
export function latestRedirects(index: ReleaseIndex): (existingPath: string) => string[] {
  const newest = `/${index.protocols[0].pathName}`;
  return (existingPath) =>
    existingPath === newest || existingPath.startsWith(`${newest}/`)
      ? [`${LATEST_PATH}${existingPath.slice(newest.length)}`]
      : [];
}
