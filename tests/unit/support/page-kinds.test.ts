import { expect, it } from 'vitest';
import { kindsIn, pagesOfEveryKind } from '../../support/page-kinds.ts';

const page = (address: string, main: string) => ({
  address,
  html: `<html><nav class="navbar"></nav><main>${main}</main></html>`,
});

it('reads elements, classes, roles and types of the main part, quoted or not', () => {
  expect([...kindsIn(page('/', '<p class="a b">x<input type=text></p><div role="status">').html)].sort()).toEqual([
    'div',
    'div[role=status]',
    'input',
    'input[type=text]',
    'main',
    'p',
    'p[class=a]',
    'p[class=b]',
  ]);
});

it('picks pages that together have every kind, short ones first', () => {
  const pages = [
    page('/v/one', '<p>x</p>'),
    page('/v/long', `<p class="rare">${'x'.repeat(100)}</p>`),
    page('/v/short', '<p class="rare">x</p>'),
    page('/v/table', '<table></table><p class="rare">x</p>'),
    page('/v/list', '<ul></ul>'),
  ];
  expect(pagesOfEveryKind(pages)).toEqual(['/v/list', '/v/table']);
  // A new kind brings a page of its own.
  expect(pagesOfEveryKind([...pages, page('/v/new', '<p class="new">x</p>')])).toEqual([
    '/v/list',
    '/v/new',
    '/v/table',
  ]);
});

it('picks one page at least of each section', () => {
  expect(pagesOfEveryKind([page('/v/a/one', '<p>'), page('/v/a/two', '<p>'), page('/v/b/one', '<p>')])).toEqual([
    '/v/a/one',
    '/v/b/one',
  ]);
});
