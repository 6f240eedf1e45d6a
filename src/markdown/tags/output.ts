import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { outputFieldAnchor } from '../../facts/anchors.ts';
import { shapesOf } from '../../facts/output-schema.ts';
import type { FieldRow, OutputShape } from '../../facts/output-schema.ts';
import { lookup, lookupCommand, lookupRecording } from '../lookup.ts';
import {
  breakableCode,
  datedBlocks,
  join,
  link,
  paragraph,
  prose,
  sinceMark,
  spanWords,
  table,
  text,
  withAnchors,
} from '../nodes.ts';
import type { Row } from '../nodes.ts';
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
      ...shapesBlocks(shapes, id),
      ...(example === undefined
        ? []
        : exampleBlocks(lookupRecording(spec, example).value.processes[process - 1], example)),
    ];
  },
});

/** One table for each shape; a field that several have carries its anchor in the first. */
function shapesBlocks(shapes: readonly OutputShape[], id: string): BlockContent[] {
  const seen = new Set<string>();
  return shapes.flatMap((shape) =>
    shapeBlocks(
      shape,
      withAnchors(
        shape.rows.map((field) => ({ ...fieldRow(field), id: outputFieldAnchor(id, field.path) })),
        seen,
      ),
      shapes.length > 1,
    ),
  );
}

function shapeBlocks(shape: OutputShape, rows: readonly Row[], several: boolean): BlockContent[] {
  const fields = rows.length === 0 ? [] : [table(['Field', 'Type', 'Meaning', 'Releases'], rows)];
  return several ? datedBlocks(shape.span, [paragraph(...shapeIntro(shape)), ...fields]) : fields;
}

function shapeIntro(shape: OutputShape): ReturnType<typeof join> {
  const name =
    shape.title === undefined && shape.mark !== undefined ? breakableCode(shape.mark) : text(shape.title ?? shape.type);
  const mark = spanWords(shape.span) === undefined ? [] : [text('('), ...sinceMark(shape.span), text(')')];
  return join([[{ type: 'strong', children: [name] }], mark], ' ');
}

function fieldRow(field: FieldRow): { cells: ReturnType<typeof prose>[]; span: FieldRow['span'] } {
  const presence = field.required ? [] : [text(' May be absent.')];
  return {
    span: field.span,
    cells: [
      [breakableCode(field.path)],
      [text(field.type)],
      [...prose(field.description), ...presence],
      sinceMark(field.span),
    ],
  };
}

function exampleBlocks(process: Parameters<typeof processBlocks>[0] | undefined, id: string): BlockContent[] {
  if (process === undefined) {
    throw new Error(`recording '${id}' has no such process`);
  }
  return processBlocks(process, 'all', false);
}
