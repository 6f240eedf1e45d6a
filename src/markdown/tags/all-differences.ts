import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { CHANGE_AREAS } from '../../facts/dated-facts.ts';
import { audienceOf, impactOf } from '../../facts/difference-groups.ts';
import type { Audience, Impact } from '../../facts/difference-groups.ts';
import { differenceOf } from '../../facts/protocol-difference.ts';
import type { ProtocolChange } from '../../facts/protocol-difference.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { shortRelease } from '../../facts/release.ts';
import { filterForm } from '../filter-form.ts';
import { blockElement, foldedSection } from '../elements.ts';
import { heading, link, paragraph, prose, text } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';
import { outsideOf, protocolNumber, releasedSpec } from './between-protocols.ts';
import { differenceTable } from './difference-table.ts';

/**
 * `<AllDifferences from="3" to="4" />`: the whole page of what differs between the last release of one protocol and the
 * newest of a later one, by how much it asks of whom, with a filter.
 */
export const allDifferencesTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({ from: protocolNumber, to: protocolNumber }),
  expand: ({ from, to }, { root }) => {
    const [older, newer] = [from, to].map((number) => releasedSpec(root, number)) as [ProtocolSpec, ProtocolSpec];
    const changes = differenceOf(older, newer);
    const tableOf = (impact: Impact, audience: Audience): BlockContent[] => {
      const chosen = changes.filter(
        (change) => impactOf(change) === impact && audienceOf(change, older, newer) === audience,
      );
      const ordered = [...chosen].sort((a, b) => CHANGE_AREAS.indexOf(a.area) - CHANGE_AREAS.indexOf(b.area));
      return chosen.length === 0
        ? [paragraph(text('Nothing.'))]
        : [
            blockElement('div', { 'data-impact': impact }, [
              differenceTable(ordered, impact, outsideOf(root, older), outsideOf(root, newer)),
            ]),
          ];
    };
    return [
      ...introduction(older, newer),
      differencesFilter(changes, newer),
      ...SECTIONS.flatMap(({ anchor, title, says, parts }) => [
        heading(2, anchor, text(title)),
        ...(says === undefined ? [] : [paragraph(text(says))]),
        ...parts.flatMap((part) => [
          heading(3, part.anchor, text(part.title)),
          ...foldedAfterFirst(part, tableOf(part.impact, part.audience)),
        ]),
      ]),
    ];
  },
});

interface Part {
  readonly anchor: string;
  readonly title: string;
  readonly impact: Impact;
  readonly audience: Audience;
}

const SECTIONS: readonly { anchor: string; title: string; says?: string; parts: readonly Part[] }[] = [
  {
    anchor: 'breaking',
    title: 'Breaking',
    says: 'What scripts, services, alarms and habits can rely on.',
    parts: partsOf('breaking'),
  },
  { anchor: 'changed', title: 'Changed', parts: partsOf('changed') },
  { anchor: 'new', title: 'New', parts: partsOf('new') },
  {
    anchor: 'internals',
    title: 'Between the two programs',
    says: 'What only orchestrator and worker see of each other, and versions of the built-in models.',
    parts: [
      { anchor: 'internals-changed', title: 'Changed and gone', impact: 'changed', audience: 'internals' },
      { anchor: 'internals-new', title: 'New between them', impact: 'new', audience: 'internals' },
    ],
  },
];

function partsOf(impact: Impact): Part[] {
  return [
    { anchor: `${impact}-operators`, title: 'For operators', impact, audience: 'operators' },
    { anchor: `${impact}-authors`, title: 'For workflow authors', impact, audience: 'authors' },
  ];
}

/** What breaks for operators is in view; each other table opens below its heading. */
function foldedAfterFirst({ anchor }: Part, content: BlockContent[]): BlockContent[] {
  return anchor === SECTIONS[0]!.parts[0]!.anchor || content[0]?.type === 'paragraph'
    ? content
    : [foldedSection(content)];
}

/** What is compared with what, and where the rest is. */
function introduction({ protocol: from }: ProtocolSpec, { protocol: to }: ProtocolSpec): BlockContent[] {
  const upgrade = link(
    `/upgrade/${from.number}-to-${to.number}`,
    `Upgrade from protocol ${from.number} to ${to.number}`,
  );
  return [
    paragraph(
      text(
        `This page compares the last release of protocol ${from.number}, that is ${shortRelease(from.last)}, with the newest of protocol ${to.number}, ${shortRelease(to.last)}. `,
      ),
      ...prose(
        `If you come from an earlier release, read the [changes](/${from.pathName}/reference/changes) of protocol ${from.number} as well. "Since" names the first release in which it is so; without it, it is so from the first release of protocol ${to.number} on.`,
      ),
    ),
    paragraph(text('What you have to do about them, and in which order, is in '), upgrade, text('.')),
  ];
}

function differencesFilter(changes: readonly ProtocolChange[], newer: ProtocolSpec): BlockContent {
  const concerned = new Set(changes.flatMap(({ owners }) => owners));
  return filterForm({
    items: 'tbody tr',
    noun: 'differences',
    choices: [
      {
        name: 'text',
        label: 'Command',
        values: [...newer.commands.keys()]
          .filter((command) => concerned.has(command))
          .map((command) => [command, command]),
      },
      { name: 'impact', label: 'Kind', values: (['breaking', 'changed', 'new'] as const).map((one) => [one, one]) },
    ],
  });
}
