import * as z from 'zod';
import { cachedProtocolSpecs } from '../../facts/cache.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { TagContext } from '../tag.ts';

/** A protocol's number as an attribute of a tag. */
export const protocolNumber = z.coerce.number().int().positive();

/**
 * The facts of a protocol that releases speak.
 *
 * @throws Error naming the protocols that there are.
 */
export function releasedSpec(root: string, number: number): ProtocolSpec {
  const released = cachedProtocolSpecs(root).filter(({ protocol }) => protocol.released);
  const found = released.find(({ protocol }) => protocol.number === number);
  if (found === undefined) {
    const known = released.map(({ protocol }) => protocol.number);
    throw new Error(`there is no released protocol ${number}. Known: ${known.join(', ')}`);
  }
  return found;
}

/** Links lead from outside the versions to the pages of one. */
export function outsideOf(root: string, spec: ProtocolSpec): TagContext {
  return { spec, root, outside: true, pagePath: '', pageFile: '' };
}
