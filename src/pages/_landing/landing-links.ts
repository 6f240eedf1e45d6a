import type { WayIn } from '../../markdown/ways-in.ts';
import { pageAt } from '../../tools/versions/version-choices.ts';
import type { DocsVersion } from '../../tools/versions/version-choices.ts';

/** A link of the landing page to a page of the newest protocol. */
export interface LandingLink {
  /** Address within the version. */
  readonly address: string;
  readonly label: string;
  /** Whether the label is a command. */
  readonly command?: boolean;
}

/** One of the ways into the documentation. */
export interface LandingTrack {
  readonly title: string;
  readonly audience: string;
  readonly links: readonly LandingLink[];
}

/** What the landing page offers; a link shows only when its page exists. */
export const landingTracks: readonly LandingTrack[] = [
  {
    title: 'Operators',
    audience: 'You run the orchestrator, mint tokens and keep workers connected.',
    links: [
      { address: 'operators', label: 'All pages for operators' },
      { address: 'concepts/architecture', label: 'How remote execution works' },
      { address: 'operators/known-problems', label: 'Known problems' },
      { address: 'operators/limits', label: 'Limits' },
    ],
  },
  {
    title: 'Workflow authors',
    audience: 'You write workflows and choose which worker runs a step.',
    links: [
      { address: 'authors', label: 'All pages for workflow authors' },
      { address: 'authors/get-started', label: 'Place your first step' },
      { address: 'reference/placement-fields', label: 'Fields that place a step' },
      { address: 'authors/remote-and-local', label: 'What is different on a worker' },
    ],
  },
  {
    title: 'Reference',
    audience: 'You know what you are looking for: flags, output, exit codes and messages.',
    links: [
      { address: 'reference', label: 'All of the reference' },
      { address: 'reference/messages', label: 'Messages' },
      { address: 'reference/cli/worker-connect', label: 'swamp worker connect', command: true },
      { address: 'reference/changes', label: 'Changes by release' },
    ],
  },
];

/** The links whose pages exist in a version, with their paths. */
export function existingLinks(
  links: readonly LandingLink[],
  version: DocsVersion,
): (LandingLink & { readonly path: string })[] {
  return links.flatMap((link) => {
    const path = pageAt(version, link.address);
    return path === undefined ? [] : [{ ...link, path }];
  });
}

/**
 * The path to the place of a version that answers a question.
 *
 * @throws Error when the version has no such page.
 */
export function pathOfWayIn({ question, page, anchor }: WayIn, version: DocsVersion): string {
  const path = pageAt(version, page.replace(/\/index$/, ''));
  if (path === undefined) {
    throw new Error(`'${question}' leads to the page '${page}', which ${version.path} does not have`);
  }
  return anchor === undefined ? path : `${path}#${anchor}`;
}
