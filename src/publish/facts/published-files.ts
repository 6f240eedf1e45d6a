import { buildMessageTable } from '../../tools/explain/build-table.ts';
import { compareReleases } from '../../facts/release.ts';
import type { ProtocolSpec, Sourced } from '../../facts/protocol-spec.ts';
import type { BreakingChange } from '../../facts/schema/breaking-change.ts';
import type { Verification } from '../../facts/schema/verification.ts';
import type { WorkflowPart } from '../../facts/schema/workflow-file.ts';
import { newestWorkflowSchema, workflowSchemasOf } from '../../markdown/workflow-schemas.ts';

/** Version of the published shape; it grows when a key changes its meaning or goes. */
const FORMAT = 1;

/**
 * The files that publish the specification, as pairs of path and JSON value:
 * `spec/releases.json`, `spec/verifications.json`, `spec/breaking-changes.json`, `spec/messages.json`,
 * `spec/protocol-N.json`, `spec/protocol-N/outputs/<id>.schema.json`, `spec/protocol-N/workflow.schema.json`,
 * `spec/protocol-N/workflow-<first release>.schema.json` and `spec/protocol-N/workflow-schemas.json`.
 * Their shape is documented in `spec/PUBLISHED.md`.
 */
export function publishedFiles(
  specs: readonly ProtocolSpec[],
  verifications: readonly Verification[],
  breakingChanges: readonly BreakingChange[],
  workflowParts: readonly WorkflowPart[],
): [path: string, value: unknown][] {
  return [
    ['spec/releases.json', publishedReleases(specs)],
    ['spec/verifications.json', { format: FORMAT, verifications }],
    ['spec/breaking-changes.json', { format: FORMAT, changes: breakingChanges }],
    ['spec/messages.json', buildMessageTable(specs)],
    ...specs.flatMap((spec): [string, unknown][] => [
      [`spec/${spec.protocol.pathName}.json`, publishedProtocol(spec)],
      ...workflowSchemas(spec, workflowParts),
      ...[...spec.outputs].map(([id, schema]): [string, unknown] => [
        `spec/${spec.protocol.pathName}/outputs/${id}.schema.json`,
        schema.value,
      ]),
    ]),
  ];
}

function workflowSchemas(spec: ProtocolSpec, parts: readonly WorkflowPart[]): [string, unknown][] {
  const { pathName, first, last } = spec.protocol;
  const forms = workflowSchemasOf(parts, spec);
  const index = forms.map(({ span, content: { path } }) => ({
    first: span.since ?? first,
    last: span.until ?? last,
    schema: `/${path}`,
  }));
  return [
    [newestWorkflowSchema(spec), forms[0]!.content.schema],
    ...forms.map(({ content: { path, schema } }): [string, unknown] => [path, schema]),
    [`spec/${pathName}/workflow-schemas.json`, { format: FORMAT, schemas: index }],
  ];
}

function publishedReleases(specs: readonly ProtocolSpec[]): unknown {
  const { index } = specs[0]!;
  return {
    format: FORMAT,
    protocols: index.protocols.map(({ number, first, last, ended, verified, brought, pathName }) => ({
      number,
      first,
      last,
      ended,
      verified,
      brought,
      docs: `/${pathName}/`,
      spec: `/spec/${pathName}.json`,
    })),
    releases: [...index.tags].map(([release, tag]) => ({
      release,
      tag,
      protocol: index.protocols.find((protocol) => compareReleases(release, protocol.first) >= 0)!.number,
    })),
  };
}

function publishedProtocol(spec: ProtocolSpec): unknown {
  const { number, first, last, verified } = spec.protocol;
  return {
    format: FORMAT,
    protocol: number,
    first,
    last,
    verified,
    commands: valuesOf(spec.commands),
    globalFlags: spec.globalFlags.value,
    outputs: [...spec.outputs.keys()].map((id) => ({
      id,
      schema: `/spec/${spec.protocol.pathName}/outputs/${id}.schema.json`,
    })),
    stateMachines: valuesOf(spec.stateMachines),
    messages: spec.messages.map((message) => message.value),
    restartTable: spec.restartTable.value,
    timings: spec.timings.value,
    environment: spec.environment.value,
    placementFields: spec.placementFields.value,
    models: valuesOf(spec.models),
    wire: spec.wire.value,
  };
}

function valuesOf<Value>(entries: ReadonlyMap<string, Sourced<Value>>): Value[] {
  return [...entries.values()].map((entry) => entry.value);
}
