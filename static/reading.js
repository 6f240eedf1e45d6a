// Runs before the page is drawn: keeps the place of the line that tells for which release the page
// is shown. Everything else is in src/reading/.
try {
  const asked = new URLSearchParams(location.search).get('release') ?? localStorage.getItem('swamp.release');
  if (/^\s*v?\d{8}\.\d{6}/.test(asked)) {
    document.documentElement.setAttribute('data-reading', '');
  }
} catch {
  // The device keeps nothing; the line then appears once the page runs.
}
