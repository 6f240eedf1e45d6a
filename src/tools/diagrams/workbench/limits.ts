/** The longest source that is drawn, in characters: a longer one would hold up the browser. */
export const LONGEST_SOURCE = 10_000;

/** The longest address of a source: longer ones are cut off by mail programs and chats. */
export const LONGEST_ADDRESS = 8_000;
