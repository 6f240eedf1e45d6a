import { openFoldsAround } from '../../ui/native/open-folds.ts';
import { PAGE_SHOWN } from './page-shown.ts';

interface Step {
  readonly location: { readonly pathname: string; readonly hash: string };
  /** None for the page that the server sent. */
  readonly previousLocation: { readonly pathname: string } | null;
}

/** Docusaurus calls this after the application has gone to another address. */
export function onRouteDidUpdate({ location, previousLocation }: Step): void {
  if (previousLocation !== null && previousLocation.pathname !== location.pathname) {
    document.dispatchEvent(new Event(PAGE_SHOWN));
  }
  if (previousLocation !== null) {
    openFoldsAround(location.hash);
  }
}
