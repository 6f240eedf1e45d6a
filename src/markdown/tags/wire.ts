import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import type { Wire, WireField, WireVerb } from '../../facts/schema/wire.ts';
import { datedBlocks, heading, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Wire part="verbs" />`: one part of what travels between orchestrator and worker. */
export const wireTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    part: z.enum(['frames', 'verbs', 'routes', 'control-socket-codes', 'data-plane-codes', 'credentials']),
  }),
  expand: ({ part }, { spec }) => {
    const { value: wire } = spec.wire;
    return {
      frames: () => framesTable(wire),
      verbs: () => wire.verbs.flatMap(verbBlocks),
      routes: () => routesTable(wire),
      'control-socket-codes': () => codesTable(wire, 'control-socket'),
      'data-plane-codes': () => codesTable(wire, 'data-plane'),
      credentials: () => credentialsTable(wire),
    }[part]();
  },
});

function framesTable({ frames }: Wire): BlockContent[] {
  return [
    table(
      ['Frame', 'Meaning', 'Field', 'What it holds', 'Evidence', 'Releases'],
      frames.flatMap((frame) =>
        frame.fields.map((field, position) => ({
          span: frame,
          cells: [
            position === 0 ? [inlineCode(frame.name)] : [],
            position === 0 ? prose(frame.meaning) : [],
            ...fieldCells(field),
            position === 0 ? [text(frame.evidence)] : [],
            position === 0 ? sinceMark(frame) : [],
          ],
        })),
      ),
    ),
  ];
}

function fieldCells(field: WireField): PhrasingContent[][] {
  return [[inlineCode(field.name)], [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])]];
}

const DIRECTIONS: Readonly<Record<WireVerb['direction'], string>> = {
  'worker-to-orchestrator': 'The worker asks the orchestrator.',
  'orchestrator-to-worker': 'The orchestrator asks the worker.',
};

function verbBlocks(verb: WireVerb): BlockContent[] {
  const rows = [
    ...verb.params.map((field) => verbRow('sent', field)),
    ...verb.result.map((field) => verbRow('returned', field)),
  ];
  return [
    heading(3, verb.name.replaceAll('.', '-').toLowerCase(), inlineCode(verb.name)),
    ...datedBlocks(verb, [
      paragraph(
        ...join(
          [prose(verb.does), [text(DIRECTIONS[verb.direction])], evidenceWords(verb.evidence), sinceMark(verb)],
          ' ',
        ),
      ),
      ...(verb.limits.length === 0
        ? []
        : [
            {
              type: 'list' as const,
              ordered: false,
              spread: false,
              children: verb.limits.map((limit) => ({
                type: 'listItem' as const,
                spread: false,
                children: [paragraph(...join([prose(limit.text), sinceMark(limit)], ' '))],
              })),
            },
          ]),
      ...(rows.length === 0
        ? [paragraph(text('Nothing is sent with it and nothing returned.'))]
        : [table(['Direction', 'Name', 'Type', 'What it holds', 'Releases'], rows)]),
    ]),
  ];
}

function verbRow(side: 'sent' | 'returned', field: WireField): Row {
  return {
    span: field,
    cells: [
      [text(side)],
      [inlineCode(field.name)],
      prose(field.type),
      [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])],
      sinceMark(field),
    ],
  };
}

function evidenceWords(evidence: 'run' | 'source'): PhrasingContent[] {
  return evidence === 'run' ? [] : [text('Read in the source, not seen in a run.')];
}

function routesTable({ routes }: Wire): BlockContent[] {
  return [
    table(
      ['Route', 'What it does', 'Sends', 'Returns', 'Evidence', 'Releases'],
      routes.map((route) => ({
        span: route,
        cells: [
          [inlineCode(`${route.method} ${route.path}`)],
          prose(route.does),
          route.sends === undefined ? [] : prose(route.sends),
          prose(route.returns),
          [text(route.evidence)],
          sinceMark(route),
        ],
      })),
    ),
  ];
}

function codesTable({ codes }: Wire, on: 'control-socket' | 'data-plane'): BlockContent[] {
  return [
    table(
      [on === 'control-socket' ? 'Code' : 'Status', 'When', 'Evidence', 'Releases'],
      codes
        .filter((code) => code.on === on)
        .map((code) => ({
          span: code,
          cells: [[inlineCode(code.code)], prose(code.when), [text(code.evidence)], sinceMark(code)],
        })),
    ),
  ];
}

function credentialsTable({ credentials }: Wire): BlockContent[] {
  return [
    table(
      ['Credential', 'Form', 'What it opens', 'How it travels', 'Lifetime', 'Evidence', 'Releases'],
      credentials.map((credential) => ({
        span: credential,
        cells: [
          prose(credential.name),
          prose(credential.form),
          prose(credential.opens),
          prose(credential.carriedBy),
          prose(credential.lifetime),
          [text(credential.evidence)],
          sinceMark(credential),
        ],
      })),
    ),
  ];
}
