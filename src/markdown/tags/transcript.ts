import type { BlockContent } from 'mdast';
import * as z from 'zod';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { transcriptRecordingId, transcriptsByStep } from '../../facts/transcripts.ts';
import { lookup, lookupRecording } from '../lookup.ts';
import { paragraph, text } from '../nodes.ts';
import { printedCode } from '../printed-code.ts';
import { defineTag } from '../tag.ts';

/** `<Transcript step="mint-token" />`: what a step of this page prints. */
export const transcriptTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ step: z.string() }),
  expand: ({ step }, { spec, pagePath }) => transcriptBlocks(spec, pagePath, step),
});

/**
 * `<Look step="worker-is-in" terminal="orchestrator" until="enrolled" />`: what a terminal in which
 * something runs has printed since the last step in it, up to the line with a text. It is a step of
 * its own: the verifier waits for that line.
 */
export const lookTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    step: z.string(),
    terminal: z.string(),
    until: z.string(),
    timeout: z.string().optional(),
  }),
  expand: ({ step }, { spec, pagePath }) => transcriptBlocks(spec, pagePath, step),
});

function transcriptBlocks(spec: ProtocolSpec, pagePath: string, step: string): BlockContent[] {
  const recording = lookupRecording(spec, transcriptRecordingId(pagePath)).value;
  const { stdout } = lookup(transcriptsByStep(recording), 'recorded step', step, spec);
  return stdout.trim() === '' ? [paragraph(text('It prints nothing.'))] : [printedCode('output', stdout)];
}
