import { listenForActions } from '../../ui/native/actions.ts';
import { followDevice } from '../../ui/native/colors.ts';
import { listenForKeys } from '../../ui/native/keys.ts';
import { listenForMenus } from '../../ui/native/menus.ts';
import { listenForSearch } from '../../ui/native/search-focus.ts';
import { keepSidebarAway, showOpenPage } from '../../ui/native/sidebar.ts';
import { openForPrint } from '../../ui/native/print.ts';
import { listenForVersions } from '../../ui/native/versions.ts';
import { watchWidth } from '../../ui/native/wrap.ts';
import { PHONE_MENU } from '../../ui/menu/phone-menu.ts';
import { loadFilterWhenUsed } from './load-filter.ts';
import { markHeadingWhenScrolled } from './load-read-heading.ts';
import { openValues, fetchOwnValues } from './load-values.ts';
import { PAGE_SHOWN } from './page-shown.ts';
import { readForRelease } from './read-for-release.ts';
import { startWhenNeeded } from './start-when-needed.ts';

// The only script that runs before the page is drawn, so it must stay small.
readForRelease();
fetchOwnValues();
keepSidebarAway();
startWhenNeeded();
// From here on: controls that the application neither starts nor takes over.
listenForActions({ values: openValues });
listenForKeys();
listenForMenus();
listenForSearch();
listenForVersions();
loadFilterWhenUsed();
followDevice();
openForPrint();
markHeadingWhenScrolled();
document.addEventListener('DOMContentLoaded', () => {
  showOpenPage();
  document.querySelectorAll('.theme-code-block pre').forEach(watchWidth);
});
// The menu of a narrow screen opens, or the application shows another page.
document.addEventListener(
  'toggle',
  ({ target }) => target instanceof HTMLElement && target.id === PHONE_MENU && showOpenPage(),
  true,
);
document.addEventListener(PAGE_SHOWN, showOpenPage);
