import type { Protocol } from '../../facts/releases.ts';

/** Where the site publishes the skill of a protocol. */
export interface SkillAddresses {
  /** Name of the skill and of its folder. */
  readonly name: string;
  /** The folder, without a slash at its end. */
  readonly folder: string;
  /** The file that an agent reads first. */
  readonly entry: string;
  /** The folder as one archive. */
  readonly archive: string;
}

/** Addresses of the skill of a protocol, without the site's base. */
export function skillAddresses({ number }: Pick<Protocol, 'number'>): SkillAddresses {
  const name = `swamp-remote-execution-${number}`;
  const folder = `/skills/${name}`;
  return { name, folder, entry: `${folder}/SKILL.md`, archive: `${folder}.tar.gz` };
}
