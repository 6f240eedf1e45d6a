/** The pages that belong to no version. */
export const siteLinks: readonly { readonly path: string; readonly label: string }[] = [
  { path: '/explain', label: 'Explain a message' },
  { path: '/match', label: 'Match your releases' },
  { path: '/lifecycle', label: 'Play the life of a token' },
  { path: '/compatibility', label: 'Compatibility of protocols' },
  { path: '/verification', label: 'How these docs are verified' },
  { path: '/agents', label: 'For agents' },
  { path: '/run-your-own', label: 'Run your own copy' },
];

/** The tools of the menu in the navbar. */
export const toolLinks: typeof siteLinks = [
  ...siteLinks.slice(0, 4),
  { path: '/upgrade', label: 'Upgrade' },
  { path: '/workbench', label: 'Diagrams' },
];
