import type { Message } from './schema/message.ts';

/** Page of a version that lists every message. */
export const MESSAGES_PAGE = 'reference/messages';

/** What says on which page a message is explained. */
export type MessageSubject = Pick<Message, 'phase' | 'part'>;

/**
 * Page of a version that explains the messages of a phase, or of a part of it; each has its id as
 * anchor there. A message has the same phase and part in every protocol, so its address changes only
 * in the version.
 */
export function messagePage({ phase, part }: MessageSubject): string {
  return `${MESSAGES_PAGE}/${part ?? phase}`;
}
