import type { ProtocolSpec } from '../facts/protocol-spec.ts';
import type { WorkflowPart } from '../facts/schema/workflow-file.ts';
import { shortRelease } from '../facts/release.ts';
import type { Release, ReleaseSpan } from '../facts/release.ts';
import { workflowSchema } from '../facts/workflow-schema.ts';
import { formsOver } from './dated/forms.ts';
import type { Form } from './dated/forms.ts';

/** A schema of workflow files and the file of the site under which it is published. */
export interface PublishedSchema {
  /** Path below the site, such as `spec/protocol-4/workflow-20260817.211927.schema.json`. */
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/**
 * The schemas of workflow files of a protocol, newest first: releases that read the same files have one. Each is named
 * by its first release, so that an address always leads to the same keys.
 */
export function workflowSchemasOf(parts: readonly WorkflowPart[], spec: ProtocolSpec): Form<PublishedSchema>[] {
  const changes = parts.flatMap((part) => [part, ...part.keys]);
  const { first, last, pathName } = spec.protocol;
  const spans = formsOver(spec, changes, (release) => keysAt(parts, release)).map(({ span }) => span);
  // A protocol that is not released yet has no release at which anything changed.
  return (spans.length === 0 ? [{}] : spans).map(({ since, until }: ReleaseSpan) => ({
    span: { since, until },
    content: {
      path: `spec/${pathName}/workflow-${shortRelease(since ?? first)}.schema.json`,
      schema: workflowSchema(parts, until ?? last),
    },
  }));
}

/** The address of the newest schema of a protocol, whichever release it is of. */
export function newestWorkflowSchema({ protocol }: ProtocolSpec): string {
  return `spec/${protocol.pathName}/workflow.schema.json`;
}

/** What a release reads, without its name. */
function keysAt(parts: readonly WorkflowPart[], release: Release): Readonly<Record<string, unknown>> {
  const { title: _title, ...keys } = workflowSchema(parts, release);
  return keys;
}
