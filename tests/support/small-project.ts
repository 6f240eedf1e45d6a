import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files of a small but complete project with two protocols; tests change single files of it. */
const FILES: Readonly<Record<string, string>> = {
  'spec/releases.yaml': `protocols:
  - number: 3
    first: 20260105.100000.0
    verified: 20260106.100000.0
    brought: Drains.
  - number: 2
    first: 20260101.100000.0
    last: 20260103.100000.0
    verified: 20260103.100000.0
    brought: The start.
tags:
  - v20260101.100000.0-sha.00000001
  - v20260102.100000.0-sha.00000002
  - v20260103.100000.0-sha.00000003
  - v20260105.100000.0-sha.00000005
  - v20260105.200000.0-sha.00000015
  - v20260106.100000.0-sha.00000006
`,
  ...protocolFiles(3),
  ...protocolFiles(2),
};

function protocolFiles(number: number): Record<string, string> {
  const folder = `spec/protocol-${number}`;
  return {
    [`${folder}/commands/worker-list.yaml`]: `command: worker list
summary: Lists workers.
output: worker-list
flags:
  - name: --all
    description: Shows disconnected workers, too.
  - name: --label
    value: label
    repeatable: true
    default: none
    env: { name: SWAMP_LABELS }
    description: Filters by \`key=value\`.
exitCodes:
  - code: 0
    when: It worked.
`,
    [`${folder}/global-options.yaml`]: `flags:
  - name: --json
    description: Prints JSON.
`,
    [`${folder}/outputs/worker-list.schema.yaml`]: `$schema: https://json-schema.org/draft/2020-12/schema
$id: outputs/worker-list.schema.json
title: Workers
description: All workers.
x-evidence: run
type: array
items:
  type: object
  additionalProperties: false
  required: [name]
  properties:
    name: { type: string, description: Its name. }
`,
    [`${folder}/states/worker.yaml`]: `id: worker
title: Worker
description: The state of a worker.
states:
  - { name: idle, meaning: Waits., kind: stored }
  - { name: busy, meaning: Works., kind: stored }
transitions:
  - { to: idle, trigger: enrolls, by: worker }
  - { from: idle, to: busy, trigger: gets a dispatch, by: orchestrator }
`,
    [`${folder}/messages/enrollment.yaml`]: `messages:
  - id: token-revoked
    text: "Enrollment token '{token}' has been revoked"
    parameters:
      token: { kind: name, meaning: Name of the token. }
    phase: enrollment
    severity: error
    printedBy: [worker]
    commands: [worker list]
    reactions:
      - { does: stops, exitCode: 1 }
    cause: The token was revoked.
    fix: Mint a new one.
    recordings: [errors/revoked-token]
    evidence: run
`,
    [`${folder}/restart-table.yaml`]: `rows:
  - id: token-revoked
    event: The token is revoked
    evidence: run
    outcomes:
      - { worker: stays, tokenState: revoked, what: Nothing happens. }
`,
    [`${folder}/timings.yaml`]: `timings:
  - { id: grace-window, name: Grace window, kind: timeout, value: 60 s, meaning: How long it waits., evidence: source }
`,
    [`${folder}/environment.yaml`]: `variables:
  - { name: SWAMP_LABELS, readBy: \`worker list\`, effect: Filters. }
denylist: { description: Never sent., exact: [HOME], prefixes: [SWAMP_] }
`.replace('`worker list`', "'`worker list`'"),
    [`${folder}/placement-fields.yaml`]: `fields:
  - { field: target, levels: [step], type: text, meaning: A worker., example: 'target: alpha' }
`,
    [`${folder}/models/worker.yaml`]: `id: worker
type: swamp/worker
description: A worker.
instance: worker-<name>
dataName: state-main
specName: state
lifetime: infinite
versionsKept: 20
modelVersions: [{ version: 2026.06.09.1 }]
fields:
  - { name: status, type: text, meaning: Its state. }
`,
    [`${folder}/wire.yaml`]: `frames:
  - name: rpc.request
    meaning: Asks for something.
    evidence: run
    fields: [{ name: id, type: text, meaning: Name of the call. }]
verbs:
  - name: worker.enroll
    direction: worker-to-orchestrator
    does: Asks to be admitted.
    evidence: source
    params: [{ name: token, type: text, meaning: The token. }]
routes:
  - { method: POST, path: /data/resource, does: Writes a record., returns: nothing, evidence: run }
codes:
  - { code: invalid_token, on: control-socket, when: The token is no token., evidence: run }
credentials:
  - { name: Session credential, form: text, opens: The data plane., carriedBy: A header., lifetime: 15 minutes., evidence: run }
`,
    [`recordings/protocol-${number}/errors/revoked-token.yaml`]: `title: A worker with a revoked token
release: ${number === 3 ? '20260106.100000.0' : '20260103.100000.0'}
date: 2026-11-23
program: source
runtime: deno 2.8.3
processes:
  - terminal: worker
    command: swamp worker connect
    directory: elsewhere
    exitCode: 1
    stdout: ''
    stderr: "Error: Enrollment token 'alpha' has been revoked"
`,
  };
}

/** A small project on disk. */
export interface SmallProject {
  readonly root: string;
  /** Replaces text in one of its files; fails when the text does not stand there. */
  plant(file: string, search: string, replacement: string): void;
  write(file: string, content: string): void;
  remove(): void;
}

/** Writes the small project into a new temporary folder. */
export function createSmallProject(): SmallProject {
  const root = mkdtempSync(path.join(tmpdir(), 'small-project-'));
  const contents = new Map(Object.entries(FILES));
  const write = (file: string, content: string): void => {
    contents.set(file, content);
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  contents.forEach((content, file) => write(file, content));
  return {
    root,
    write,
    plant: (file, search, replacement) => {
      const content = contents.get(file);
      if (content === undefined || !content.includes(search)) {
        throw new Error(`'${search}' does not stand in ${file}`);
      }
      write(file, content.replace(search, replacement));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
