import { useEffect } from 'react';
import { askedRelease } from '../reading-address.ts';
import { setReaderRelease } from '../reading-store.ts';
import { useQuery } from '../../../ui/useQuery.ts';

/** Takes the release that a link carries as the reader's, on every page of the site. */
export function ReleaseFromAddress(): null {
  const query = useQuery();
  useEffect(() => {
    const asked = askedRelease(query);
    if (asked.kind === 'release') {
      setReaderRelease(asked.release);
    }
  }, [query]);
  return null;
}
