import type { DocusaurusConfig } from '@docusaurus/types';

/** What says how the site is built, and nothing that a browser could use. */
const FOR_THE_BUILD = ['markdown', 'plugins', 'presets', 'ssrTemplate', 'themes'] as const;

/** The site's configuration, as the browser gets it. */
export function clientConfig(config: DocusaurusConfig): Partial<DocusaurusConfig> {
  const left = new Set<string>(FOR_THE_BUILD);
  return Object.fromEntries(Object.entries(config).filter(([name]) => !left.has(name)));
}
