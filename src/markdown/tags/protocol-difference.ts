import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { CHANGE_AREAS } from '../../facts/dated-facts.ts';
import { audienceOf, impactOf } from '../../facts/difference-groups.ts';
import { differenceOf } from '../../facts/protocol-difference.ts';
import type { ProtocolChange } from '../../facts/protocol-difference.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { join, paragraph, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';
import { outsideOf, protocolNumber, releasedSpec } from './between-protocols.ts';
import { afterCell, beforeCell, subjectCell } from './changes.ts';

/**
 * `<ProtocolDifference from="3" to="4" impact="breaking" audience="operators" />`: what differs
 * between the last release of one protocol and the newest of a later one.
 */
export const protocolDifferenceTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({
    from: protocolNumber,
    to: protocolNumber,
    impact: z.enum(['breaking', 'changed', 'new']),
    audience: z.enum(['operators', 'authors', 'internals']),
  }),
  expand: ({ from, to, impact, audience }, { root }) => {
    const [older, newer] = [from, to].map((number) => releasedSpec(root, number)) as [ProtocolSpec, ProtocolSpec];
    const chosen = cachedDifference(older, newer).filter(
      (change) => impactOf(change) === impact && audienceOf(change, older, newer) === audience,
    );
    if (chosen.length === 0) {
      return [paragraph(text('Nothing.'))];
    }
    const ordered = [...chosen].sort((a, b) => CHANGE_AREAS.indexOf(a.area) - CHANGE_AREAS.indexOf(b.area));
    return [differenceTable(ordered, impact, outsideOf(root, older), outsideOf(root, newer))];
  },
});

function differenceTable(
  changes: readonly ProtocolChange[],
  impact: 'breaking' | 'changed' | 'new',
  older: TagContext,
  newer: TagContext,
): BlockContent {
  const since = newer.spec.protocol.label;
  const row = (change: ProtocolChange): Row => {
    const subject = subjectCell(change, change.kind === 'went' ? older : newer);
    const mark = arrivalMark(change);
    return {
      cells:
        impact === 'new' ? [subject, afterCell(change), mark] : [subject, beforeCell(change), afterCell(change), mark],
    };
  };
  const headings =
    impact === 'new' ? ['New', 'What it is', `Within ${since}`] : ['What', 'Before', 'Now', `Within ${since}`];
  return table(headings, changes.map(row));
}

/** When a change came, or the first and the last step of one that came in several. */
function arrivalMark({ since, completed }: ProtocolChange): PhrasingContent[] {
  const first = sinceMark({ since });
  return completed === undefined
    ? first
    : join([first, [text('in full'), text(' '), ...sinceMark({ since: completed })]], ', ');
}

const differences = new WeakMap<ProtocolSpec, Map<ProtocolSpec, readonly ProtocolChange[]>>();

/** A page asks for one part of a difference after the other. */
function cachedDifference(older: ProtocolSpec, newer: ProtocolSpec): readonly ProtocolChange[] {
  const ofOlder = differences.get(older) ?? new Map<ProtocolSpec, readonly ProtocolChange[]>();
  const known = ofOlder.get(newer) ?? differenceOf(older, newer);
  differences.set(older, ofOlder.set(newer, known));
  return known;
}
