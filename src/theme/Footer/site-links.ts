/** A page outside the versions, by its name there and in menus. */
interface SiteLink {
  readonly path: string;
  readonly label: string;
}

/** The tools that answer what readers ask most. */
const ASKED_MOST: readonly SiteLink[] = [
  { path: '/explain', label: 'Explain a message' },
  { path: '/match', label: 'Match your releases' },
  { path: '/lifecycle', label: 'Play the life of a token' },
  { path: '/compatibility', label: 'Compatibility of protocols' },
];

/** The pages that belong to no version. */
export const siteLinks: readonly SiteLink[] = [
  ...ASKED_MOST,
  { path: '/verification', label: 'How these docs are verified' },
  { path: '/agents', label: 'For agents' },
  { path: '/run-your-own', label: 'Run your own copy' },
];

/** The tools of the menu in the navbar. */
export const toolLinks: readonly SiteLink[] = [
  ...ASKED_MOST,
  { path: '/upgrade', label: 'Upgrade' },
  { path: '/workbench', label: 'Diagrams' },
];
