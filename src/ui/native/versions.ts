import { keep } from './device.ts';
import { closest } from './closest.ts';

/** Under which name Docusaurus keeps the chosen version on the device; `src/patches/first-script/plugin.ts` puts it in. */
declare const VERSION_KEY: string;

/** Lets a link to a version lead to the same place of the page, and keeps the choice, whether the application runs or not. */
export function listenForVersions(): void {
  document.addEventListener('click', ({ target }) => {
    const link = closest<HTMLAnchorElement>(target, 'a[data-version]');
    if (link !== null) {
      // A note says that the version lacks this page, and so the place in it.
      if (link.querySelector('.version-link__note') === null) {
        link.hash = location.hash;
      }
      keep(VERSION_KEY, link.dataset.version!);
    }
  });
}
