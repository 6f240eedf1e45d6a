import { expect, it } from 'vitest';
import { menuFaults } from '../../support/menu-faults.ts';

const BUTTON = '<button popovertarget="phone-menu">Menu</button>';
const MENU = '<aside id="phone-menu" popover="auto"></aside>';

it.each([
  ['a right page', `${BUTTON}${MENU}`, []],
  ['a button without its menu', BUTTON, ['a button opens #phone-menu, which is there 0 times']],
  ['a menu that is there twice', `${BUTTON}${MENU}${MENU}`, ['a button opens #phone-menu, which is there 2 times']],
  [
    'a menu without a button',
    `${BUTTON}${MENU}<nav id="page-contents" popover="auto"></nav>`,
    ['no button opens the menu page-contents'],
  ],
  ['a page without a menu', '<main></main>', ['there is no menu for a narrow screen']],
])('tells of %s', (_what, html, faults) => {
  expect(menuFaults(html)).toEqual(faults);
});
