const LINKS = '.toc-highlight';
const ACTIVE = 'table-of-contents__link--active';

/**
 * Marks in the list of headings the one that is read, now and with each scrolling, until the application does so.
 *
 * @param appRuns - whether the application runs.
 */
export function markReadHeading(appRuns: () => boolean): void {
  let isAsked = false;
  document.addEventListener(
    'scroll',
    () => {
      if (!isAsked && !appRuns()) {
        isAsked = true;
        requestAnimationFrame(() => {
          isAsked = false;
          mark();
        });
      }
    },
    { passive: true },
  );
  if (!appRuns()) {
    mark();
  }
}

function mark(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(LINKS)];
  const passed = links.filter((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading !== null && heading.getBoundingClientRect().top < window.innerHeight / 2;
  });
  const read = passed.at(-1);
  links.forEach((link) => link.classList.toggle(ACTIVE, link === read));
}
