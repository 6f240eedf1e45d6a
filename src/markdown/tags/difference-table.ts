import type { BlockContent, PhrasingContent } from 'mdast';
import type { Impact } from '../../facts/difference-groups.ts';
import type { Release } from '../../facts/release.ts';
import type { ProtocolChange } from '../../facts/protocol-difference.ts';
import { join, spanWords, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import type { TagContext } from '../tag.ts';
import { afterCell, beforeCell, subjectCell } from './changes.ts';

/** What differs between two protocols, one row for each change. */
export function differenceTable(
  changes: readonly ProtocolChange[],
  impact: Impact,
  older: TagContext,
  newer: TagContext,
): BlockContent {
  const since = newer.spec.protocol.label;
  const row = (change: ProtocolChange): Row => {
    const subject = subjectCell(change, change.kind === 'went' ? older : newer);
    const mark = arrivalMark(change);
    return {
      cells:
        impact === 'new'
          ? [subject, afterCell(change, newer.spec), mark]
          : [subject, beforeCell(change, older.spec), afterCell(change, newer.spec), mark],
    };
  };
  const headings =
    impact === 'new' ? ['New', 'What it is', `Within ${since}`] : ['What', 'Before', 'Now', `Within ${since}`];
  return table(headings, changes.map(row));
}

/** When a change came, or the first and the last step of one that came in several. */
function arrivalMark({ since, completed }: ProtocolChange): PhrasingContent[] {
  const first = wordsOf(since);
  return completed === undefined ? first : join([first, [text('in full'), text(' '), ...wordsOf(completed)]], ', ');
}

/** As words and no mark: a page outside the versions is not read for a release. */
function wordsOf(since: Release | undefined): PhrasingContent[] {
  const words = spanWords({ since });
  return words === undefined ? [] : [text(words)];
}
