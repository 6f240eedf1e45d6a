import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { dated, inlineBefore } from '../dated/before.ts';
import { link } from '../nodes.ts';
import { defineTag } from '../tag.ts';
import { newestWorkflowSchema, workflowSchemasOf } from '../workflow-schemas.ts';

/** `<WorkflowSchema />`: links to the schema of workflow files, of the newest release and of those before. */
export const workflowSchemaTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({}),
  expand: (_, { root, spec }) => {
    const [newest, ...before] = workflowSchemasOf(loadWorkflowFile(root), spec);
    return [
      ...dated(newest!.span, [schemaLink(newestWorkflowSchema(spec))]),
      ...inlineBefore(
        before.map(({ span, content: { path } }) => ({ span, parts: [[schemaLink(path)]] })),
        spec,
      ),
    ];
  },
});

function schemaLink(path: string): PhrasingContent {
  return link(`pathname:///${path}`, path.slice(path.lastIndexOf('/') + 1));
}
