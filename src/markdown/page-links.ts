import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PhrasingContent } from 'mdast';
import { messagePage } from '../facts/message-page.ts';
import type { ProtocolSpec } from '../facts/protocol-spec.ts';
import { shortRelease } from '../facts/release.ts';
import type { Release } from '../facts/release.ts';
import { folderOfPages } from './tree/version-tree.ts';
import type { TagContext } from './tag.ts';

/**
 * The page that describes a command, by its path within a version.
 *
 * @returns `undefined` for a command that only groups others.
 */
export function pageOfCommand(command: string): string | undefined {
  if (command === 'worker' || command === 'worker token') {
    return undefined;
  }
  const shared = ['serve daemon', 'worker daemon'].find(
    (group) => command === group || command.startsWith(`${group} `),
  );
  return `reference/cli/${(shared ?? command).replaceAll(' ', '-')}`;
}

/**
 * The page that explains a message, by its path within a version.
 *
 * @returns `undefined` when the protocol has no such message.
 */
export function pageOfMessage(spec: ProtocolSpec, id: string): string | undefined {
  const message = spec.messages.find(({ value }) => value.id === id)?.value;
  return message === undefined ? undefined : messagePage(message);
}

/** Page of a version about the defects that a release repaired; each has its anchor there. */
export const REPAIRED_PAGE = 'operators/known-problems/repaired';

/** Front part of the anchors of a command's headings on a page that it shares with others. */
export function anchorOfCommand(command: string): string {
  return command.replaceAll(' ', '-');
}

/** Anchor of a release on the page of changes. Docusaurus drops dots from anchors, so it has none. */
export function anchorOfRelease(release: Release): string {
  return shortRelease(release).replaceAll('.', '-');
}

/**
 * A link to another page of the same version, relative to the page that is being expanded, or to a
 * page of the version whose facts a page outside the versions shows.
 *
 * @param page - path of the other page within the version: `reference/messages`.
 * @returns the label without a link when the version has no such page, or when it is this one and
 *   there is no anchor to go to.
 */
export function pageLink(
  context: TagContext,
  page: string | undefined,
  anchor: string | undefined,
  label: PhrasingContent[],
): PhrasingContent[] {
  const url = page === undefined ? undefined : pageUrl(context, page, anchor);
  return url === undefined ? label : [{ type: 'link', url, children: label as never[] }];
}

function pageUrl(context: TagContext, page: string, anchor: string | undefined): string | undefined {
  const { pagePath, pageFile } = context;
  if (context.outside) {
    return urlFromOutside(context, page, anchor);
  }
  if (page === pagePath) {
    return anchor === undefined ? undefined : `#${anchor}`;
  }
  const folder = path.dirname(pageFile);
  const relative = path.posix.relative(path.posix.dirname(pagePath), `${page}.mdx`);
  if (!existsSync(path.join(folder, relative))) {
    return undefined;
  }
  const url = relative.startsWith('.') ? relative : `./${relative}`;
  return anchor === undefined ? url : `${url}#${anchor}`;
}

function urlFromOutside({ root, spec }: TagContext, page: string, anchor: string | undefined): string | undefined {
  const { protocol } = spec;
  if (!existsSync(path.join(root, folderOfPages(protocol), `${page}.mdx`))) {
    return undefined;
  }
  const url = `/${protocol.pathName}/${page}`;
  return anchor === undefined ? url : `${url}#${anchor}`;
}
