import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { spanOfSchema } from '../../facts/output-schema.ts';
import type { OutputSchema } from '../../facts/output-schema.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { shortRelease } from '../../facts/release.ts';
import { lookup, lookupRecording } from '../lookup.ts';
import { entryTable } from '../dated/entry-table.ts';
import { heading, inlineCode, join, link, paragraph, prose, sinceMark, text } from '../nodes.ts';
import { pageLink, pageOfCommand } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';
import { processBlocks } from './recording.ts';

/** `<OutputSchemas />`: all JSON outputs of the protocol with the address of their schema. */
export const outputSchemasTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) =>
    entryTable(
      ['Schema', 'Printed by', 'Form', 'Evidence'],
      [...spec.outputs].map(([id, { value: schema }]) => ({
        span: spanOfSchema(schema),
        cells: [
          [{ type: 'link', url: `#${id}`, children: [inlineCode(`${id}.schema.json`)] }],
          printersOf(spec, id),
          [text(FORMS[schema['x-stream'] ?? 'single'])],
          [text(schema['x-evidence'] === 'run' ? 'run' : 'source')],
        ],
      })),
      spec,
    ),
});

/**
 * `<OutputSchema id="worker-list" example="json/worker-list-idle" />`: one JSON output under a
 * heading whose anchor is its id, with its schema to download and a recorded example.
 */
export const outputSchemaTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    id: z.string(),
    /** Recording of the command with `--json`; absent only while there is none. */
    example: z.string().optional(),
    /** Position of the process in the recording, counted from 1. */
    process: z.coerce.number().int().positive().default(1),
  }),
  expand: ({ id, example, process }, context) => {
    const { spec } = context;
    const schema = lookup(spec.outputs, 'output', id, spec).value;
    return [
      heading(2, id, text(String(schema.title).replaceAll('`', ''))),
      paragraph(...prose(String(schema.description)), ...releasesOf(schema)),
      paragraph(
        ...join([[link(schemaAddress(spec, id), `Download ${id}.schema.json`)], fieldTable(id, context)], '. '),
        text('.'),
      ),
      ...(example === undefined
        ? [paragraph(text('There is no recording of it: the shape was read in the program and not seen in a run.'))]
        : exampleBlocks(spec, example, process)),
    ];
  },
});

const FORMS: Readonly<Record<'lines' | 'values' | 'single', string>> = {
  lines: 'one value a line',
  values: 'several values, one after another',
  single: 'one value',
};

function schemaAddress(spec: ProtocolSpec, id: string): string {
  return `pathname:///spec/${spec.protocol.pathName}/outputs/${id}.schema.json`;
}

function commandsOf(spec: ProtocolSpec, id: string): string[] {
  return [...spec.commands.values()].filter(({ value }) => value.output === id).map(({ value }) => value.command);
}

function printersOf(spec: ProtocolSpec, id: string): PhrasingContent[] {
  const commands = commandsOf(spec, id);
  return commands.length === 0
    ? [text('every command that fails')]
    : join(
        commands.map((command) => [inlineCode(`swamp ${command}`)]),
        ', ',
      );
}

function releasesOf(schema: OutputSchema): PhrasingContent[] {
  const mark = sinceMark(spanOfSchema(schema));
  return mark.length === 0 ? [] : [text(' '), ...mark];
}

function fieldTable(id: string, context: TagContext): PhrasingContent[] {
  const [command] = commandsOf(context.spec, id);
  return command === undefined
    ? []
    : [text('Its fields: '), ...pageLink(context, pageOfCommand(command), undefined, [inlineCode(`swamp ${command}`)])];
}

function exampleBlocks(spec: ProtocolSpec, id: string, position: number): BlockContent[] {
  const recording = lookupRecording(spec, id).value;
  const process = recording.processes[position - 1];
  if (process === undefined) {
    throw new Error(`recording '${id}' has no process ${position}; it has ${recording.processes.length}`);
  }
  return [
    paragraph(text(`Recorded with ${shortRelease(recording.release)}: `), ...prose(recording.title)),
    ...processBlocks(process, 'all', false),
  ];
}
