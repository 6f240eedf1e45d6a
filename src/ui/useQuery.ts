import { useHistory } from '@docusaurus/router';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * The query part of the open address, `?a=b`. The server knows none, so the first rendering in the
 * browser has none either.
 */
export function useQuery(): string {
  const history = useHistory();
  const subscribe = useCallback((changed: () => void) => history.listen(changed), [history]);
  return useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  );
}
