/** What a report names, so that nobody has to ask back. */
export interface ReportedPage {
  readonly title: string;
  /** Path of the page on the site, with the base path. */
  readonly address: string;
  /** `Protocol 4` */
  readonly version: string;
  /** Release against which the version is verified, in its short form. */
  readonly verified: string;
}

/**
 * Address of a new, prefilled issue about a page.
 *
 * @param repositoryUrl - the repository, without a slash at the end, such as `https://git.example/docs`.
 */
export function reportLink(repositoryUrl: string, { title, address, version, verified }: ReportedPage): string {
  const body = [
    `Page: ${address}`,
    `Version: ${version}, verified against ${verified}`,
    'Your release (`swamp --version`): ',
    '',
    'What the page says:',
    '',
    'What the program does:',
    '',
  ].join('\n');
  return `${repositoryUrl}/issues/new?${new URLSearchParams({ title: `${title}: `, body }).toString()}`;
}

/**
 * Where the source of a page is edited; Docusaurus adds the file.
 *
 * @returns undefined without a repository, so that no link appears.
 */
export function editUrlOf(repositoryUrl: string | undefined): string | undefined {
  return repositoryUrl === undefined ? undefined : `${repositoryUrl}/edit/main/`;
}
