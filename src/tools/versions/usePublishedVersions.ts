import { usePluginData } from '@docusaurus/useGlobalData';
import { PUBLISHED_FACTS } from '../../facts/version-facts.ts';
import type { PublishedGlobalData, VersionFacts } from '../../facts/version-facts.ts';

/** All versions with their releases, newest first. */
export function usePublishedVersions(): readonly VersionFacts[] {
  return (usePluginData(PUBLISHED_FACTS) as PublishedGlobalData).versions;
}

/** The version that Docusaurus knows by a name. */
export function usePublishedVersion(name: string): VersionFacts {
  return usePublishedVersions().find((version) => version.name === name)!;
}
