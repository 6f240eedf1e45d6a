import { useVersions } from '@docusaurus/plugin-content-docs/client';
import { versionChoices } from './version-choices.ts';
import type { VersionChoice } from './version-choices.ts';
import { useKnownPath } from './useKnownPath.ts';
import { usePublishedVersions } from './usePublishedVersions.ts';

/** The versions that the reader can switch to from the open page, newest first. */
export function useVersionChoices(): VersionChoice[] {
  return versionChoices(usePublishedVersions(), useVersions(undefined), useKnownPath());
}
