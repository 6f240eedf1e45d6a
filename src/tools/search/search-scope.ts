import type { VersionFacts } from '../../facts/version-facts.ts';

/** Parameter by which the search page is told the version: its path with a slash, or none for the newest. */
const VERSION_PARAMETER = 'version';

/** The version that the search page searches, from the query part of its address. */
export function searchedVersion(facts: readonly VersionFacts[], query: string): VersionFacts | undefined {
  const wanted = new URLSearchParams(query).get(VERSION_PARAMETER);
  return facts.find((version) => versionParameter(version) === wanted);
}

/** Address of the search page for the same words in another version. */
export function searchPath(baseUrl: string, query: string, version: VersionFacts): string {
  const parameters = new URLSearchParams(query);
  parameters.delete(VERSION_PARAMETER);
  const parameter = versionParameter(version);
  if (parameter !== null) {
    parameters.set(VERSION_PARAMETER, parameter);
  }
  const queryPart = parameters.toString();
  return `${baseUrl}search${queryPart === '' ? '' : `?${queryPart}`}`;
}

function versionParameter(version: VersionFacts): string | null {
  return version.ended ? `${version.path}/` : null;
}
