import { useEffect, useState } from 'react';
import { sourceFragment } from '../workbench/workbench-address.ts';

/**
 * The address that shares a source. A source that was edited also goes into the address of the page,
 * so that nothing is lost when the page is loaded again.
 *
 * @returns `undefined` when the source is too long for an address, or not known yet.
 */
export function useSharedAddress(source: string | undefined, isEdited: boolean): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    const share = async (text: string): Promise<void> => {
      const fragment = await sourceFragment(text);
      if (isCurrent) {
        const { origin, pathname } = window.location;
        setAddress(fragment === undefined ? undefined : `${origin}${pathname}#${fragment}`);
        if (isEdited) {
          window.history.replaceState(window.history.state, '', fragment === undefined ? pathname : `#${fragment}`);
        }
      }
    };
    if (source !== undefined) {
      void share(source);
    }
    return () => {
      isCurrent = false;
    };
  }, [source, isEdited]);
  return address;
}
