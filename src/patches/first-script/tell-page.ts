import { PAGE_SHOWN } from './page-shown.ts';

/** Docusaurus calls this after the application has shown a page. */
export function onRouteDidUpdate(): void {
  document.dispatchEvent(new Event(PAGE_SHOWN));
}
