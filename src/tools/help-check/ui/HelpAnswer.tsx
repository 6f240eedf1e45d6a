import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import type { ReactNode } from 'react';
import { shortRelease } from '../../../facts/release.ts';
import type { CheckedHelp } from '../check-help.ts';

/** What the comparison of one help says: the sum first, then each difference. */
export function HelpAnswer({ help }: { readonly help: CheckedHelp }): ReactNode {
  const { command, page, described, differences } = help;
  const name = <code className="whole">swamp {command}</code>;
  return (
    <section className={`match__verdict match__verdict--${described && differences.length === 0 ? 'yes' : 'unknown'}`}>
      <Heading as="h2">{page === undefined ? name : <Link to={page}>{name}</Link>}</Heading>
      <p>
        <b>{sumOf(help)}</b> {basisOf(help)}
      </p>
      {differences.length > 0 && (
        <ul>
          {differences.map(({ name: subject, words }) => (
            <li key={`${subject} ${words}`}>
              <code className="whole">{subject}</code>: {words}.
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sumOf({ described, flags, differences }: CheckedHelp): string {
  if (!described) {
    return 'These pages do not describe this command.';
  }
  if (differences.length === 0) {
    return `Your help says what these pages say, in all ${flags} flags.`;
  }
  return differences.length === 1 ? 'One thing is different.' : `${differences.length} things are different.`;
}

function basisOf({ release, standing, asked, protocol }: CheckedHelp): string {
  const shown = shortRelease(asked);
  if (release === undefined) {
    return `The help names no release, so it was compared with ${shown} (${protocol}).`;
  }
  switch (standing) {
    case 'newer-than-known':
      return `Your release ${shortRelease(release)} is newer than ${shown} (${protocol}), the newest known here: what is different came after these pages.`;
    case 'before-remote-execution':
      return `Your release ${shortRelease(release)} came before remote execution, so it was compared with ${shown} (${protocol}).`;
    default:
      return `Compared with what these pages say of ${shown} (${protocol}).`;
  }
}
