import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { shortRelease } from '../../facts/release.ts';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { datedPart } from '../dated/before.ts';
import { link, paragraph, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';
import { newestWorkflowSchema, workflowSchemasOf } from '../workflow-schemas.ts';

/** `<WorkflowSchema />`: links to the schema of workflow files, of the newest release and of those before. */
export const workflowSchemaTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root, spec }) => {
    const [newest, ...before] = workflowSchemasOf(loadWorkflowFile(root), spec);
    const own = schemaLink(newestWorkflowSchema(spec));
    // Who reads for an older release sees the link of that release in place of both.
    const advice = paragraph(
      text(
        `It is the schema of ${shortRelease(spec.protocol.last)}. An older release does not know all of its keys: take ` +
          'the one for the release of your orchestrator.',
      ),
    );
    return datedPart(
      [
        { span: newest!.span, content: before.length === 0 ? [own] : [own, advice] },
        ...before.map(({ span, content: { path } }) => ({ span, content: [schemaLink(path)] })),
      ],
      spec,
    );
  },
});

function schemaLink(path: string): BlockContent {
  return paragraph(link(`pathname:///${path}`, path.slice(path.lastIndexOf('/') + 1)));
}
