import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import { atRelease } from '../../facts/at-release.ts';
import * as z from 'zod';
import { environmentAnchor, modelFieldAnchor, placementAnchor } from '../../facts/anchors.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { EnvironmentVariable, PlacementField, Timing } from '../../facts/schema/reference-data.ts';
import { lookup, lookupItem } from '../lookup.ts';
import { datedPart, spanOf } from '../dated/before.ts';
import { formsOver } from '../dated/forms.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { inlineFold } from '../elements.ts';
import { breakableCode, code, heading, inlineCode, join, paragraph, prose, table, text } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

const NO_ATTRIBUTES = z.strictObject({});

/**
 * `<Timings kind="timeout" />`: timeouts, intervals, lifetimes, limits. `kind` narrows the choice;
 * `ids="grace-window worker-heartbeat"` picks single ones in this order.
 */
export const timingsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    kind: z.enum(['timeout', 'interval', 'lifetime', 'limit', 'retry']).optional(),
    ids: z.string().optional(),
  }),
  expand: ({ kind, ids }, { spec }) =>
    entryTable(
      ['What', 'Value', 'Changed by', 'Meaning'],
      chosenTimings(spec, ids)
        .filter((timing) => kind === undefined || timing.kind === kind)
        .map(timingRow),
      spec,
    ),
});

/**
 * `<TimingLinks page="operators/limits" section="tokens" ids="token-lifetime" />`: names of timings that
 * a section of another page shows. Each keeps its anchor, for links that were made to this page.
 */
export const timingLinksTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ page: z.string(), section: z.string(), ids: z.string() }),
  expand: ({ page, section, ids }, context) => {
    const named = new Map(chosenTimings(context.spec, ids).map((timing) => [timing.id, timing]));
    return [
      {
        type: 'list',
        ordered: false,
        spread: false,
        children: [...named.values()].map((timing) => timingLink(timing, [page, section], context)),
      },
    ];
  },
});

function timingLink(
  { id, name }: Timing,
  [page, section]: readonly [page: string, section: string],
  context: TagContext,
): ListItem {
  const link = pageLink(context, page, section, prose(name));
  if (link[0]?.type !== 'link') {
    throw new Error(`this version has no page '${page}'`);
  }
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id: timingAnchor(id) } },
    children: [paragraph(...link)],
  };
}

/** `<Timing id="grace-window" />`: one value within a sentence, as it is at the version's newest release. */
export const timingTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => [
    text(
      lookupItem(
        spec.timings.value.filter((timing) => timing.until === undefined),
        'timing',
        id,
        spec,
      ).value,
    ),
  ],
});

/** `<EnvironmentVariables />`: variables that the program reads. */
export const environmentVariablesTag = defineTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { spec }) =>
    entryTable(['Variable', 'Read by', 'Flag', 'Effect'], spec.environment.value.variables.map(variableRow), spec),
});

/** `<EnvironmentDenylist />`: what of the orchestrator's environment never reaches a worker. */
export const environmentDenylistTag = defineTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { spec }) => {
    const { description, exact, prefixes } = spec.environment.value.denylist;
    return [
      paragraph(...prose(description)),
      table(
        ['Kind', 'Names'],
        [
          {
            cells: [
              [text('exact name')],
              join(
                exact.map((name) => [inlineCode(name)]),
                ', ',
              ),
            ],
          },
          {
            cells: [
              [text('every name that starts with')],
              join(
                prefixes.map((name) => [inlineCode(name)]),
                ', ',
              ),
            ],
          },
        ],
      ),
    ];
  },
});

/** `<PlacementFields />`: workflow fields that place a step. */
export const placementFieldsTag = defineTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { spec }) => {
    const fields = spec.placementFields.value;
    const names = [...new Set(fields.map(({ field }) => field))];
    return names.flatMap((name) =>
      placementBlocks(
        name,
        fields.filter(({ field }) => field === name),
        spec,
      ),
    );
  },
});

/** `<ModelFields model="worker" />`: stored fields of a built-in model. */
export const modelFieldsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model }, { spec }) =>
    entryTable(
      ['Field', 'Type', 'Meaning'],
      lookup(spec.models, 'built-in model', model, spec).value.fields.map((field) => ({
        entry: field.name,
        id: modelFieldAnchor(model, field.name),
        span: spanOf(field),
        cells: [
          [breakableCode(field.name)],
          prose(field.type),
          [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])],
        ],
      })),
      spec,
    ),
});

/** `<ModelMethods model="worker" />`: methods of a built-in model. */
export const modelMethodsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model }, { spec }) =>
    entryTable(
      ['Method', 'Arguments', 'What it does'],
      lookup(spec.models, 'built-in model', model, spec).value.methods.map((method) => ({
        entry: method.name,
        span: spanOf(method),
        cells: [
          [inlineCode(method.name)],
          method.arguments === '' ? [] : [inlineCode(method.arguments)],
          prose(method.does),
        ],
      })),
      spec,
    ),
});

/** All timings, or those of a list of ids in its order; one that changed brings all its spans. */
function chosenTimings(spec: ProtocolSpec, ids: string | undefined): readonly Timing[] {
  const all = spec.timings.value;
  if (ids === undefined) {
    return all;
  }
  return ids.split(/\s+/).flatMap((id) => {
    lookupItem(all, 'timing', id, spec);
    return all.filter((timing) => timing.id === id);
  });
}

function timingAnchor(id: string): string {
  return `timing-${id}`;
}

function timingRow(timing: Timing): EntryRow {
  const { id, name, value, changedBy = 'nothing', meaning, symptom } = timing;
  const cells = [prose(name), prose(value), prose(changedBy)];
  return {
    entry: id,
    id: timingAnchor(id),
    span: spanOf(timing),
    cells: [
      ...cells,
      symptom === undefined
        ? prose(meaning)
        : [...prose(meaning), text(' '), inlineFold([text('How it shows')], prose(symptom))],
    ],
  };
}

function variableRow(variable: EnvironmentVariable): EntryRow {
  return {
    entry: variable.name,
    id: environmentAnchor(variable.name),
    span: spanOf(variable),
    cells: [
      [breakableCode(variable.name)],
      prose(variable.readBy),
      variable.flag === undefined ? [] : [inlineCode(variable.flag)],
      prose(variable.effect),
    ],
  };
}

/** A field under a heading: what it does, where it stands, and a part of a workflow file that has it. */
function placementBlocks(name: string, fields: readonly PlacementField[], spec: ProtocolSpec): BlockContent[] {
  const forms = formsOver(spec, fields, (release) => {
    const [field] = atRelease(fields, release);
    return field && fieldBlocks(field);
  });
  return [heading(2, placementAnchor(name), inlineCode(name)), ...datedPart(forms, spec)];
}

function fieldBlocks({ meaning, inheritance, levels, type, example }: PlacementField): BlockContent[] {
  const label = (words: string): PhrasingContent => ({ type: 'strong', children: [text(words)] });
  return [
    paragraph(...join([prose(meaning), inheritance === undefined ? [] : prose(inheritance)], ' ')),
    paragraph(label('Where:'), text(` ${levels.join(', ')}. `), label('Type:'), text(' '), ...prose(type), text('.')),
    code('yaml', example.trimEnd()),
  ];
}
