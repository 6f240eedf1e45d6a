import type { BlockContent, PhrasingContent } from 'mdast';
import type { Impact } from '../../facts/difference-groups.ts';
import type { ProtocolChange } from '../../facts/protocol-difference.ts';
import { spanWords, table, text } from '../nodes.ts';
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

/** When a change came, or the first and the last step of one that came in several. Such a page is read for no release. */
function arrivalMark({ since, completed }: ProtocolChange): PhrasingContent[] {
  const words = [spanWords({ since }), completed && `in full ${spanWords({ since: completed })}`];
  return [text(words.filter((one) => one !== undefined).join(', '))];
}
