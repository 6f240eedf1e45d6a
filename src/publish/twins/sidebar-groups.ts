import type { PageGroup } from './llms.ts';

/** An entry of a sidebar as the docs plugin gives it, with what is read here. */
export interface SidebarEntry {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
  readonly items?: readonly SidebarEntry[];
  readonly link?: { readonly type: string; readonly id?: string };
}

/**
 * The pages of all sidebars in order, each once, in groups named by sidebar and category.
 *
 * @param sidebars - sidebars by their id.
 * @param names - what readers call a sidebar, by its id.
 * @param addressOf - address of the page with an id.
 */
export function sidebarGroups(
  sidebars: Readonly<Record<string, readonly SidebarEntry[]>>,
  names: ReadonlyMap<string, string>,
  addressOf: (id: string) => string | undefined,
): PageGroup[] {
  const seen = new Set<string>();
  const groups: { title: string; addresses: string[] }[] = [];
  const add = (title: string, id: string | undefined): void => {
    const address = id === undefined ? undefined : addressOf(id);
    if (address === undefined || seen.has(address)) {
      return;
    }
    seen.add(address);
    const group = groups.find((candidate) => candidate.title === title);
    if (group === undefined) {
      groups.push({ title, addresses: [address] });
    } else {
      group.addresses.push(address);
    }
  };
  const walk = (title: string, entries: readonly SidebarEntry[]): void => {
    for (const entry of entries) {
      if (entry.type === 'category') {
        const inner = title === entry.label ? title : `${title}: ${entry.label}`;
        add(inner, entry.link?.id);
        walk(inner, entry.items ?? []);
      } else if (entry.type === 'doc' || entry.type === 'ref') {
        add(title, entry.id);
      }
    }
  };
  for (const [id, entries] of Object.entries(sidebars)) {
    walk(names.get(id) ?? id, entries);
  }
  return groups;
}
