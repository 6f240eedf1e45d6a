/**
 * Changes the colors of the page with those of the device, as the application does once it runs. The
 * attributes are the theme's: it sets both before the page is drawn.
 */
export function followSystem(): void {
  const root = document.documentElement;
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (root.getAttribute('data-theme-choice') === 'system') {
      root.setAttribute('data-theme', matches ? 'dark' : 'light');
    }
  });
}
