import { usePluginData } from '@docusaurus/useGlobalData';
import type * as publishSpec from '../../plugins/publish-spec/index.ts';
import type { VersionFacts } from '../../plugins/publish-spec/version-facts.ts';

// The plugin itself reads files and cannot be bundled; its type keeps this copy of the name right.
const PLUGIN_NAME: typeof publishSpec.PLUGIN_NAME = 'publish-spec';

/** All versions with their releases, newest first. */
export function usePublishedVersions(): readonly VersionFacts[] {
  return (usePluginData(PLUGIN_NAME) as publishSpec.PublishedGlobalData).versions;
}

/** The version that Docusaurus knows by a name. */
export function usePublishedVersion(name: string): VersionFacts {
  return usePublishedVersions().find((version) => version.name === name)!;
}
