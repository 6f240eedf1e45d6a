import { useActiveDocContext } from '@docusaurus/plugin-content-docs/client';
import { useLocation } from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';

/**
 * The path that the reader has open. An address without a page is answered with `404.html`, which
 * was rendered for no address: so the first rendering in the browser must not know it either, or
 * the two would differ.
 */
export function useKnownPath(): string | undefined {
  const { pathname } = useLocation();
  const { activeDoc } = useActiveDocContext(undefined);
  const isBrowser = useIsBrowser();
  return isBrowser || activeDoc ? pathname : undefined;
}
