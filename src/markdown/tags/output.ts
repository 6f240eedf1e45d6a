import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { outputFieldAnchor } from '../../facts/anchors.ts';
import { shapesOf } from '../../facts/output-schema.ts';
import type { FieldRow, OutputShape } from '../../facts/output-schema.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { lookup, lookupCommand, lookupRecording } from '../lookup.ts';
import { blocksBefore, datedDiv } from '../dated/before.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { isShown } from '../dated/forms.ts';
import { breakableCode, join, link, paragraph, prose, sinceMark, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';
import { processBlocks } from './recording.ts';

/**
 * `<Output command="worker list" example="json/worker-list-idle" />`: what `--json` prints, as a
 * table of fields for each shape, with an example and the link to its JSON Schema.
 */
export const outputTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    command: z.string(),
    /** Recording of the command with `--json`. */
    example: z.string().optional(),
    /** Position of the process in the recording, counted from 1. */
    process: z.coerce.number().int().positive().default(1),
  }),
  expand: ({ command, example, process }, { spec }) => {
    const id = lookupCommand(spec, command).value.output;
    if (id === undefined) {
      throw new Error(`'${command}' has no 'output' in its spec file`);
    }
    const schema = lookup(spec.outputs, 'output', id, spec).value;
    const shapes = shapesOf(schema);
    const address = `pathname:///spec/${spec.protocol.pathName}/outputs/${id}.schema.json`;
    return [
      paragraph(...prose(String(schema.description)), text(' '), link(address, 'JSON Schema'), text('.')),
      ...(schema['x-evidence'] === 'source'
        ? [paragraph(text('This shape was read in the program and not seen in a run.'))]
        : []),
      ...shapesBlocks(shapes, id, spec),
      ...(example === undefined
        ? []
        : exampleBlocks(lookupRecording(spec, example).value.processes[process - 1], example)),
    ];
  },
});

/** One table for each shape; a field that several have carries its anchor in the first. */
function shapesBlocks(shapes: readonly OutputShape[], id: string, spec: ProtocolSpec): BlockContent[] {
  const seen = new Set<string>();
  // What is printed now comes first.
  const ordered = [...shapes].sort((a, b) => Number(isShown(b.span, spec)) - Number(isShown(a.span, spec)));
  return ordered.flatMap((shape) => {
    const rows = shape.rows.map((field) => ({ ...fieldRow(field), id: outputFieldAnchor(id, field.path) }));
    return shapeBlocks(shape, rows, shapes.length > 1, spec, seen);
  });
}

function shapeBlocks(
  shape: OutputShape,
  rows: readonly EntryRow[],
  several: boolean,
  spec: ProtocolSpec,
  seen: Set<string>,
): BlockContent[] {
  const fields = entryTable(['Field', 'Type', 'Meaning'], rows, spec, seen);
  if (!several) {
    return fields;
  }
  return isShown(shape.span, spec)
    ? datedDiv(shape.span, [paragraph(...shapeIntro(shape)), ...fields])
    : blocksBefore([{ span: shape.span, content: [paragraph(...shapeName(shape)), ...fields] }], spec);
}

function shapeIntro(shape: OutputShape): PhrasingContent[] {
  return join([shapeName(shape), sinceMark(shape.span)], ' ');
}

function shapeName({ title, mark, type }: OutputShape): PhrasingContent[] {
  const name = title === undefined && mark !== undefined ? breakableCode(mark) : text(title ?? type);
  return [{ type: 'strong', children: [name] }];
}

function fieldRow(field: FieldRow): EntryRow {
  const presence = field.required ? [] : [text(' May be absent.')];
  return {
    entry: field.path,
    span: field.span,
    cells: [[breakableCode(field.path)], [text(field.type)], [...prose(field.description), ...presence]],
  };
}

function exampleBlocks(process: Parameters<typeof processBlocks>[0] | undefined, id: string): BlockContent[] {
  if (process === undefined) {
    throw new Error(`recording '${id}' has no such process`);
  }
  return processBlocks(process, 'all', false);
}
