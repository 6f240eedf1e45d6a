import { isInSpan } from '../../src/facts/release.ts';
import type { ReleaseSpan } from '../../src/facts/release.ts';
import type { VerifyContext } from '../check.ts';

/** Whether the specification has a command, with all these flags, at the program's release. */
export function isCommandKnown(
  { spec, swamp }: Pick<VerifyContext, 'spec' | 'swamp'>,
  command: string,
  ...flags: readonly string[]
): boolean {
  const known = spec.commands.get(command)?.value;
  const holds = (part: ReleaseSpan): boolean => isInSpan(swamp.release, part);
  return (
    known !== undefined &&
    holds(known) &&
    flags.every((name) => known.flags.some((flag) => flag.name === name && holds(flag)))
  );
}
