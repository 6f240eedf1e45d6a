import type { draft } from '../drafting/drafter.ts';

/** How a source is drawn. */
export type Draw = typeof draft;

/**
 * Loads what draws. It is no part of the application, so only a reader of the workbench pays for it.
 *
 * @param address - of the file that `src/publish/diagrams` writes.
 */
export async function loadDrafter(address: string): Promise<Draw> {
  const drafter = (await import(/* webpackIgnore: true */ address)) as { readonly draft: Draw };
  return drafter.draft;
}
