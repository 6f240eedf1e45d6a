import { load } from 'cheerio';

/**
 * Looks at the menus of a page as the server sends it: every button opens what is there, once, and
 * every menu has a button.
 *
 * @param html - the page.
 * @returns what is wrong, in words; nothing for a page that is right.
 */
export function menuFaults(html: string): string[] {
  const document = load(html);
  const targets = new Set(
    document('[popovertarget]')
      .toArray()
      .map((button) => document(button).attr('popovertarget')!),
  );
  const menus = document('[popover]')
    .toArray()
    .map((menu) => document(menu).attr('id') ?? 'without id');
  return [
    ...[...targets].flatMap((id) => {
      const found = document(`[id="${id}"]`).length;
      return found === 1 ? [] : [`a button opens #${id}, which is there ${found} times`];
    }),
    ...menus.filter((id) => !targets.has(id)).map((id) => `no button opens the menu ${id}`),
    ...(targets.has('phone-menu') ? [] : ['there is no menu for a narrow screen']),
  ];
}
