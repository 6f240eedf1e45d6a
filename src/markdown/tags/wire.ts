import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Wire, WireField, WireVerb } from '../../facts/schema/wire.ts';
import { datedPart, spanOf } from '../dated/before.ts';
import { entryItems, entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { fold } from '../elements.ts';
import { heading, inlineCode, join, paragraph, prose, text } from '../nodes.ts';
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
      frames: () => framesTable(wire, spec),
      verbs: () => wire.verbs.flatMap((verb) => verbBlocks(verb, spec)),
      routes: () => routesTable(wire, spec),
      'control-socket-codes': () => codesTable(wire, 'control-socket', spec),
      'data-plane-codes': () => codesTable(wire, 'data-plane', spec),
      credentials: () => credentialsTable(wire, spec),
    }[part]();
  },
});

function framesTable({ frames }: Wire, spec: ProtocolSpec): BlockContent[] {
  return entryTable(
    ['Frame', 'Meaning', 'Field', 'What it holds', 'Evidence'],
    frames.flatMap((frame) =>
      frame.fields.map((field, position) => ({
        span: spanOf(frame),
        cells: [
          position === 0 ? [inlineCode(frame.name)] : [],
          position === 0 ? prose(frame.meaning) : [],
          ...fieldCells(field),
          position === 0 ? [text(frame.evidence)] : [],
        ],
      })),
    ),
    spec,
  );
}

function fieldCells(field: WireField): PhrasingContent[][] {
  return [[inlineCode(field.name)], [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])]];
}

const DIRECTIONS: Readonly<Record<WireVerb['direction'], string>> = {
  'worker-to-orchestrator': 'The worker asks the orchestrator.',
  'orchestrator-to-worker': 'The orchestrator asks the worker.',
};

function verbBlocks(verb: WireVerb, spec: ProtocolSpec): BlockContent[] {
  const rows = [
    ...verb.params.map((field) => verbRow('sent', field)),
    ...verb.result.map((field) => verbRow('returned', field)),
  ];
  const does = paragraph(
    ...join([prose(verb.does), [text(DIRECTIONS[verb.direction])], evidenceWords(verb.evidence)], ' '),
  );
  const content: BlockContent[] = [
    does,
    ...entryItems(
      verb.limits.map((limit) => ({ entry: '', span: spanOf(limit), content: prose(limit.text) })),
      spec,
    ),
    rows.length === 0
      ? paragraph(text('Nothing is sent with it and nothing returned.'))
      : fold(
          [text('What is sent and returned')],
          entryTable(['Direction', 'Name', 'Type', 'What it holds'], rows, spec),
        ),
  ];
  return [
    heading(3, verb.name.replaceAll('.', '-').toLowerCase(), inlineCode(verb.name)),
    ...datedPart([{ span: spanOf(verb), content }], spec),
  ];
}

function verbRow(side: 'sent' | 'returned', field: WireField): EntryRow {
  return {
    entry: `${side} ${field.name}`,
    span: spanOf(field),
    cells: [
      [text(side)],
      [inlineCode(field.name)],
      prose(field.type),
      [...prose(field.meaning), ...(field.optional ? [text(' May be absent.')] : [])],
    ],
  };
}

function evidenceWords(evidence: 'run' | 'source'): PhrasingContent[] {
  return evidence === 'run' ? [] : [text('Read in the source, not seen in a run.')];
}

function routesTable({ routes }: Wire, spec: ProtocolSpec): BlockContent[] {
  return entryTable(
    ['Route', 'What it does', 'Sends', 'Returns', 'Evidence'],
    routes.map((route) => ({
      entry: `${route.method} ${route.path}`,
      span: spanOf(route),
      cells: [
        [inlineCode(`${route.method} ${route.path}`)],
        prose(route.does),
        route.sends === undefined ? [] : prose(route.sends),
        prose(route.returns),
        [text(route.evidence)],
      ],
    })),
    spec,
  );
}

function codesTable({ codes }: Wire, on: 'control-socket' | 'data-plane', spec: ProtocolSpec): BlockContent[] {
  return entryTable(
    [on === 'control-socket' ? 'Code' : 'Status', 'When', 'Evidence'],
    codes
      .filter((code) => code.on === on)
      .map((code) => ({
        entry: code.code,
        span: spanOf(code),
        cells: [[inlineCode(code.code)], prose(code.when), [text(code.evidence)]],
      })),
    spec,
  );
}

function credentialsTable({ credentials }: Wire, spec: ProtocolSpec): BlockContent[] {
  return entryTable(
    ['Credential', 'Form', 'What it opens', 'How it travels', 'Lifetime', 'Evidence'],
    credentials.map((credential) => ({
      entry: credential.name,
      span: spanOf(credential),
      cells: [
        prose(credential.name),
        prose(credential.form),
        prose(credential.opens),
        prose(credential.carriedBy),
        prose(credential.lifetime),
        [text(credential.evidence)],
      ],
    })),
    spec,
  );
}
