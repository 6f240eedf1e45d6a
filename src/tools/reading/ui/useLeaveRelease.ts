import { useHistory } from '@docusaurus/router';
import { withoutRelease } from '../reading-address.ts';
import { setReaderRelease } from '../reading-store.ts';

/** Forgets the reader's release, in the address as well. */
export function useLeaveRelease(): () => void {
  const history = useHistory();
  return () => {
    setReaderRelease(undefined);
    const { pathname, search, hash } = window.location;
    const rest = withoutRelease(search);
    if (rest !== search) {
      history.replace(`${pathname}${rest}${hash}`);
    }
  };
}
