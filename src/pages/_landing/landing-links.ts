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
      { address: 'operators/get-started', label: 'Connect your first worker' },
      { address: 'concepts/architecture', label: 'How remote execution works' },
      { address: 'operators/troubleshoot', label: 'Find out why a worker is refused' },
      { address: 'operators/upgrade', label: 'Upgrade to this protocol' },
    ],
  },
  {
    title: 'Workflow authors',
    audience: 'You write workflows and choose which worker runs a step.',
    links: [
      { address: 'authors/get-started', label: 'Place your first step' },
      { address: 'authors/placement', label: 'Choose the worker for a step' },
      { address: 'reference/placement-fields', label: 'Fields that place a step' },
    ],
  },
  {
    title: 'Reference',
    audience: 'You know what you are looking for: flags, output, exit codes and messages.',
    links: [
      { address: 'reference/cli/worker-connect', label: 'swamp worker connect', command: true },
      { address: 'reference/cli/worker-list', label: 'swamp worker list', command: true },
      { address: 'reference/cli/worker-token-create', label: 'swamp worker token create', command: true },
      { address: 'reference/cli/worker-token-list', label: 'swamp worker token list', command: true },
      { address: 'reference/cli/worker-token-revoke', label: 'swamp worker token revoke', command: true },
      { address: 'reference/messages', label: 'All messages' },
    ],
  },
];

/** A way in for somebody in trouble. */
export interface Door {
  readonly path: string;
  readonly label: string;
  /** When one takes it. */
  readonly when: string;
}

/**
 * The ways in for somebody in trouble.
 *
 * @param upgrade - address of the page for upgrading to the newest protocol, when there is one.
 */
export function troubleDoors(upgrade: string | undefined): Door[] {
  return [
    { path: '/explain', label: 'Explain a message', when: 'A line in a log tells you nothing.' },
    { path: '/match', label: 'Match your releases', when: 'A worker and its orchestrator do not get along.' },
    { path: upgrade ?? '/compatibility', label: 'Upgrade', when: 'Both sides move tonight.' },
  ];
}

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
