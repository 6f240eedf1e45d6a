import type { Message } from './schema/message.ts';

/** Page of a version that lists every message. */
export const MESSAGES_PAGE = 'reference/messages';

/**
 * Page of a version that explains the messages of a phase; each has its id as anchor there. A
 * message has the same phase in every protocol, so its address changes only in the version.
 */
export function messagePage(phase: Message['phase']): string {
  return `${MESSAGES_PAGE}/${phase}`;
}
