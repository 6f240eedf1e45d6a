/** Under which name Docusaurus keeps the chosen version on the device; `src/patches/first-script/plugin.ts` puts it in. */
declare const VERSION_KEY: string;

/** Lets a link to a version lead to the same place of the page, and keeps the choice, whether the application runs or not. */
export function listenForVersions(): void {
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-version]') : null;
    if (link !== null) {
      // A note says that the version lacks this page, and so the place in it.
      if (link.querySelector('.version-link__note') === null) {
        link.hash = location.hash;
      }
      try {
        localStorage.setItem(VERSION_KEY, link.dataset.version!);
      } catch {
        // The device keeps nothing.
      }
    }
  });
}
