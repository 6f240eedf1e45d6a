import { packText, unpackText } from '../../../ui/packed-text.ts';
import { inputFrom } from './planner-input.ts';
import type { PlannerInput } from './planner-input.ts';

/** The longest part of an address that carries a plan: longer ones are cut off by mail programs and chats. */
export const LONGEST_FRAGMENT = 8_000;

/** The largest text that such a part can become. */
const LARGEST_UNPACKED = 2_000_000;

/** What stands before a packed plan. */
const PLAN = 'plan=';

/** Mark of an address whose fields the tab has kept. */
const MARK = '#kept';

/** Under this name a tab keeps the fields; they never leave the device. */
const KEPT = 'swamp.plan';

/** The fields, with the release that was written; none stands for the reader's own. */
export interface SharedPlan {
  readonly release: string | undefined;
  readonly input: PlannerInput;
}

/** What an address asks for. */
export type AskedPlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'plan'; readonly plan: SharedPlan }
  /** A link that is damaged. */
  | { readonly kind: 'broken' };

/** The part of an address behind `#` that carries all fields, whatever its length. */
export async function planFragment(plan: SharedPlan): Promise<string> {
  return PLAN + (await packText(JSON.stringify(plan)));
}

/**
 * Reads what an address asks for, whatever it is. Of an example and a plan the plan counts.
 *
 * @param query - the part of the address from `?` on, or nothing.
 * @param hash - the part of the address from `#` on, or nothing.
 */
export async function readAddress(query: string, hash: string): Promise<AskedPlan> {
  const fragment = hash.replace(/^#/, '');
  if (fragment.startsWith(PLAN)) {
    const text =
      fragment.length > LONGEST_FRAGMENT ? undefined : await unpackText(fragment.slice(PLAN.length), LARGEST_UNPACKED);
    const plan = text === undefined ? undefined : planFrom(text);
    return plan === undefined ? { kind: 'broken' } : { kind: 'plan', plan };
  }
  // With any other fragment the reader was here before, and the tab has kept the fields.
  const id = fragment === '' ? new URLSearchParams(query).get('example') : null;
  return id === null ? { kind: 'nothing' } : { kind: 'example', id };
}

function planFrom(text: string): SharedPlan | undefined {
  try {
    const { release, input } = Object(JSON.parse(text)) as Record<keyof SharedPlan, unknown>;
    const fields = inputFrom(input);
    return fields && { release: typeof release === 'string' ? release.slice(0, 100) : undefined, input: fields };
  } catch {
    return undefined;
  }
}

/** Keeps the fields for the time that the tab is open, so that they survive a reload. */
export function keepPlan(plan: SharedPlan): void {
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify(plan));
    mark(MARK);
  } catch {
    // The device keeps nothing, or not so much: then a reload loses them.
    mark('');
  }
}

/** Forgets what was kept. */
export function forgetPlan(): void {
  try {
    window.sessionStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept.
  }
  mark('');
}

/** The fields that a tab has kept. */
export function keptPlan(): SharedPlan | undefined {
  try {
    const kept = window.sessionStorage.getItem(KEPT);
    return kept === null ? undefined : planFrom(kept);
  } catch {
    return undefined;
  }
}

/** A page with more than its own address runs the application at once, which finds the fields again. */
function mark(hash: string): void {
  const { pathname, search } = window.location;
  // Without a mark the page is as it was before any example, too.
  const address = hash === '' ? pathname : `${pathname}${search}${hash}`;
  if (`${pathname}${search}${window.location.hash}` !== address) {
    window.history.replaceState(window.history.state, '', address);
  }
}
