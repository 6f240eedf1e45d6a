/**
 * What the project says about itself, in one place. Addresses of a copy are set by environment
 * variables, so that the same source serves any host.
 */
export const project = {
  title: 'swamp remote execution',
  tagline: 'Reference for orchestrators and workers, by protocol, checked against the program',
  /** Public address of the site, without a path: `SITE_URL`. */
  url: process.env.SITE_URL ?? 'http://localhost:3000',
  /** Path below which the site is served, with slashes at both ends: `BASE_URL`. */
  baseUrl: process.env.BASE_URL ?? '/',
  /** Address of the repository for edit and issue links; without it these links are hidden: `REPOSITORY_URL`. */
  repositoryUrl: process.env.REPOSITORY_URL?.replace(/\/+$/, '') || undefined,
} as const;
