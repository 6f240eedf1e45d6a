/** The pages that belong to no version. */
export const siteLinks: readonly { readonly path: string; readonly label: string }[] = [
  { path: '/match', label: 'Match your releases' },
  { path: '/compatibility', label: 'Compatibility of protocols' },
  { path: '/verification', label: 'How these docs are verified' },
];
