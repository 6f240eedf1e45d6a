import type { ShownFlag } from '../../facts/help-differences.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import type { Argument } from '../../facts/schema/command.ts';
import type { ProtocolReleases } from '../../facts/standing.ts';

/** What these pages know of the help of one command. */
export interface CommandFacts extends ReleaseSpan {
  readonly command: string;
  /** Address of its page, without the site's base; none for a command that only groups others. */
  readonly page?: string | undefined;
  readonly arguments: readonly (Pick<Argument, 'name' | 'required'> & ReleaseSpan)[];
  readonly flags: readonly (ShownFlag & ReleaseSpan)[];
  /** Flags of other areas, of which no more than the name is known. */
  readonly otherFlags: readonly ({ readonly name: string } & ReleaseSpan)[];
}

/** What the help of one protocol's releases says. */
export interface ProtocolHelp extends ProtocolReleases {
  readonly label: string;
  readonly globalFlags: CommandFacts['flags'];
  readonly commands: readonly CommandFacts[];
}

/** All that a pasted help is compared with; plain data, for it travels to the browser. */
export interface HelpFacts {
  /** Newest first; only released ones. */
  readonly protocols: readonly [ProtocolHelp, ...ProtocolHelp[]];
  readonly releases: readonly Release[];
}
