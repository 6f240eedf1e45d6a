import Link from '@docusaurus/Link';
import { useVersions } from '@docusaurus/plugin-content-docs/client';
import type { ReactNode } from 'react';
import { holdsIn } from '../table.ts';
import type { MessageTable, TableMessage } from '../table.ts';
import { pageAt } from '../../versions/version-choices.ts';
import { messagePage } from '../../../facts/message-page.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';

interface Props {
  readonly entry: TableMessage;
  readonly table: MessageTable;
  readonly protocol: number | undefined;
}

/** Links to a message in the versions that have it: the reader's alone, when it is known. */
export function MessageLinks({ entry, table, protocol }: Props): ReactNode {
  const versions = useVersions(undefined);
  const facts = usePublishedVersions();
  const holding = table.protocols.filter(({ number }) => holdsIn(entry, number));
  const own = holding.filter(({ number }) => number === protocol);
  const links = (own.length > 0 ? own : holding).flatMap(({ number }) => {
    const { name, label } = facts.find((version) => version.number === number)!;
    const version = versions.find((candidate) => candidate.name === name);
    const page = version === undefined ? undefined : pageAt(version, messagePage(entry));
    return page === undefined ? [] : [{ label, to: `${page}#${entry.id}` }];
  });
  return (
    links.length > 0 && (
      <p className="finding__links">
        Read more:{' '}
        {links.map(({ label, to }) => (
          <Link key={to} to={to}>
            this message in {label}
          </Link>
        ))}
      </p>
    )
  );
}
