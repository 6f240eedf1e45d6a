import type { ListItem } from 'mdast';
import * as z from 'zod';
import { environmentAnchor, modelFieldAnchor, placementAnchor } from '../../facts/anchors.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { EnvironmentVariable, PlacementField, Timing } from '../../facts/schema/reference-data.ts';
import { lookup, lookupItem } from '../lookup.ts';
import { breakableCode, inlineCode, join, paragraph, prose, sinceMark, table, text, withAnchors } from '../nodes.ts';
import type { Row } from '../nodes.ts';
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
  expand: ({ kind, ids }, { spec }) => [
    table(
      ['What', 'Value', 'Changed by', 'Meaning', 'How it shows', 'Releases'],
      chosenTimings(spec, ids)
        .filter((timing) => kind === undefined || timing.kind === kind)
        .map(anchoredTimingRow),
    ),
  ],
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
  expand: (_, { spec }) => [
    table(
      ['Variable', 'Read by', 'Flag', 'Effect', 'Releases'],
      withAnchors(spec.environment.value.variables.map(variableRow)),
    ),
  ],
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
  expand: (_, { spec }) => [
    table(
      ['Field', 'Where', 'Type', 'Meaning', 'Example', 'Releases'],
      withAnchors(spec.placementFields.value.map(placementRow)),
    ),
  ],
});

/** `<ModelFields model="worker" />`: stored fields of a built-in model. */
export const modelFieldsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model }, { spec }) => [
    table(
      ['Field', 'Type', 'Meaning', 'Releases'],
      withAnchors(
        lookup(spec.models, 'built-in model', model, spec).value.fields.map((field) => ({
          id: modelFieldAnchor(model, field.name),
          span: field,
          cells: [
            [breakableCode(field.name)],
            prose(field.type),
            [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])],
            sinceMark(field),
          ],
        })),
      ),
    ),
  ],
});

/** `<ModelMethods model="worker" />`: methods of a built-in model. */
export const modelMethodsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model }, { spec }) => [
    table(
      ['Method', 'Arguments', 'What it does', 'Releases'],
      lookup(spec.models, 'built-in model', model, spec).value.methods.map((method) => ({
        span: method,
        cells: [
          [inlineCode(method.name)],
          method.arguments === '' ? [] : [inlineCode(method.arguments)],
          prose(method.does),
          sinceMark(method),
        ],
      })),
    ),
  ],
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

/** A timing that changed has several rows; the first carries the anchor. */
function anchoredTimingRow(timing: Timing, position: number, timings: readonly Timing[]): Row {
  const isFirst = timings.findIndex((other) => other.id === timing.id) === position;
  return isFirst ? { ...timingRow(timing), id: timingAnchor(timing.id) } : timingRow(timing);
}

function timingRow(timing: Timing): Row {
  return {
    span: timing,
    cells: [
      prose(timing.name),
      prose(timing.value),
      prose(timing.changedBy ?? 'nothing'),
      prose(timing.meaning),
      timing.symptom === undefined ? [] : prose(timing.symptom),
      sinceMark(timing),
    ],
  };
}

function variableRow(variable: EnvironmentVariable) {
  return {
    id: environmentAnchor(variable.name),
    span: variable,
    cells: [
      [breakableCode(variable.name)],
      prose(variable.readBy),
      variable.flag === undefined ? [] : [inlineCode(variable.flag)],
      prose(variable.effect),
      sinceMark(variable),
    ],
  };
}

function placementRow(field: PlacementField) {
  return {
    id: placementAnchor(field.field),
    span: field,
    cells: [
      [inlineCode(field.field)],
      [text(field.levels.join(', '))],
      prose(field.type),
      join([prose(field.meaning), field.inheritance === undefined ? [] : prose(field.inheritance)], ' '),
      [inlineCode(field.example.trim())],
      sinceMark(field),
    ],
  };
}
