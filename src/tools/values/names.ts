/** Name under which the device keeps the reader's values. */
export const VALUES_KEY = 'swamp.values';

/** Begins the part of an address that carries values. A server does not get to see that part. */
export const VALUES_HASH = '#values:';

/** Name under which the device keeps which of several sections a reader needs. */
export const CHOICES_KEY = 'swamp.choices';
