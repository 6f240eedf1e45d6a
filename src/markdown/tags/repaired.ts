import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { cachedRepaired } from '../../facts/cache.ts';
import { shortRelease } from '../../facts/release.ts';
import { repairedIn } from '../../facts/repaired.ts';
import type { RepairedDefect } from '../../facts/repaired.ts';
import { REPAIRED_AREAS } from '../../facts/schema/repaired.ts';
import type { RepairedArea } from '../../facts/schema/repaired.ts';
import { heading, join, paragraph, prose, sinceMark, spanAttributes, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

const AREA_HEADINGS: Readonly<Record<RepairedArea, string>> = {
  security: 'Security',
  workers: 'Workers and enrollment',
  tokens: 'Server tokens, grants and sign-in',
  steps: 'Steps and their data',
  runs: 'Runs, cancel and approvals',
  schedules: 'Schedules and webhooks',
  orchestrator: 'The orchestrator process',
  commands: 'Remote commands and connections',
  extensions: 'Extensions',
};

/**
 * `<RepairedDefects />`: the defects that some release of the protocol has and a later release, of
 * whatever protocol, repaired. Each area has a heading; the latest repair comes first.
 */
export const repairedDefectsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root, spec }) => {
    const defects = repairedIn(spec.protocol, cachedRepaired(root));
    return REPAIRED_AREAS.flatMap((area) =>
      areaBlocks(
        area,
        defects.filter((defect) => defect.area === area),
      ),
    );
  },
});

function areaBlocks(area: RepairedArea, defects: readonly RepairedDefect[]): BlockContent[] {
  return defects.length === 0
    ? []
    : [
        heading(2, area, text(AREA_HEADINGS[area])),
        { type: 'list', ordered: false, spread: false, children: defects.map(defectItem) },
      ];
}

function defectItem({ id, span, repaired, problem, effect, meanwhile }: RepairedDefect): ListItem {
  const title: PhrasingContent = { type: 'strong', children: prose(problem) };
  const wayRound = meanwhile === undefined ? [] : [text('Until you upgrade: '), ...prose(meanwhile)];
  const parts = [[title], sinceMark(span), prose(effect), wayRound, [text(`Repaired in ${shortRelease(repaired)}.`)]];
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id, ...spanAttributes(span) } },
    children: [paragraph(...join(parts, ' '))],
  };
}
