import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { borrowedNames } from '../../../src/markdown/borrowed/check.ts';
import {
  EXCEPTIONS_FILE,
  faultsOfBorrowedNames,
  loadNameExceptions,
} from '../../../src/markdown/borrowed/exceptions.ts';
import { cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { formatFault } from '../../../src/facts/spec-error.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

it('no protocol of the project speaks of what only another one has', { timeout: 300_000 }, () => {
  const specs = loadReleases(projectRoot).protocols.map(({ number }) => cachedProtocolSpec(projectRoot, number));
  const faults = faultsOfBorrowedNames(borrowedNames(projectRoot, specs), loadNameExceptions(projectRoot));
  expect(faults.map(formatFault)).toEqual([]);
});

describe('a planted mistake', () => {
  const PAGE = 'versioned_docs/version-2/operators/start.mdx';
  let project: SmallProject;

  beforeEach(() => {
    project = createSmallProject();
    project.write(
      'spec/protocol-3/commands/worker-connect.yaml',
      `command: worker connect
summary: Connects a worker.
flags:
  - name: --concurrency
    env: { name: SWAMP_WORKER_CONCURRENCY }
    description: Slots.
  - name: --all
    description: Not one of this command in protocol 2, where another has it.
exitCodes:
  - code: 0
    when: It worked.
`,
    );
    project.write(
      'spec/protocol-2/commands/worker-connect.yaml',
      'command: worker connect\nsummary: Connects a worker.\nexitCodes:\n  - code: 0\n    when: It worked.\n',
    );
    project.write(
      'spec/protocol-3/commands/worker-queue.yaml',
      'command: worker queue\nsummary: Lists.\nexitCodes:\n  - code: 0\n    when: It worked.\n',
    );
    project.write(
      'spec/protocol-3/states/worker.yaml',
      `id: worker
title: Worker
description: The state of a worker.
states:
  - { name: idle, meaning: Waits., kind: stored }
  - { name: draining, meaning: Leaves., kind: stored }
transitions:
  - { to: idle, trigger: enrolls, by: worker }
  - { from: idle, to: draining, trigger: gets a signal, by: operator }
`,
    );
    project.write(
      'spec/protocol-3/messages/drain.yaml',
      `messages:
  - id: drained
    text: "Worker '{worker}' has left for good"
    parameters:
      worker: { kind: name, meaning: Name of the worker. }
    phase: drain
    severity: info
    printedBy: [worker]
    cause: It left.
    fix: Nothing.
    evidence: run
`,
    );
    project.write('docs/operators/start.mdx', 'Start it with `--concurrency 2`.\n');
  });

  afterEach(() => project.remove());

  function faultsWith(text: string, file = PAGE): string[] {
    project.write(file, text);
    const { protocols } = loadReleases(project.root);
    const specs = protocols.map(({ number }) => loadProtocolSpec(project.root, number));
    return faultsOfBorrowedNames(borrowedNames(project.root, specs), loadNameExceptions(project.root)).map(formatFault);
  }

  it('is none in a page of the protocol that has the names', () => {
    expect(faultsWith('Start it with `worker connect`.\n')).toEqual([]);
  });

  it.each([
    ['a flag', 'Give it `--concurrency 2`.', "the flag '--concurrency' is one of protocol 3"],
    ['a flag of another command', 'Run `worker connect --all`.', "the flag 'worker connect --all'"],
    [
      'a flag in a block',
      '```bash\nswamp worker connect --concurrency 2\n```',
      "the flag 'worker connect --concurrency'",
    ],
    ['a variable', 'Set `SWAMP_WORKER_CONCURRENCY=2`.', "the variable 'SWAMP_WORKER_CONCURRENCY'"],
    ['a command', 'Look at `swamp worker queue`.', "the command 'worker queue'"],
    ['a command in a block', '```bash\nswamp worker queue\n```', "the command 'worker queue'"],
    ['a state', 'It is `draining` then.', "the word 'draining'"],
    ['a message', "It prints `Worker 'alpha' has left for good`.", "the message 'Worker '{worker}' has left for good'"],
  ])('%s is found, with its line', (_, text, message) => {
    expect(faultsWith(`---\ntitle: Start\n---\n\n${text}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^${PAGE}:[56]: `)),
    ]);
    expect(faultsWith(`---\ntitle: Start\n---\n\n${text}\n`)[0]).toContain(message);
  });

  it('is found in the facts', () => {
    project.write(
      'spec/protocol-2/commands/worker-connect.yaml',
      'command: worker connect\nsummary: Drains like `--concurrency`.\nexitCodes:\n  - code: 0\n    when: It worked.\n',
    );
    expect(faultsWith('Nothing.\n')).toEqual([
      expect.stringContaining("spec/protocol-2/commands/worker-connect.yaml:2: the flag '--concurrency'"),
    ]);
  });

  it.each(['Since protocol 3 there is `--concurrency`.', 'Since 20260105.100000 there is `--concurrency`.'])(
    'is none when the sentence says whose it is: %s',
    (text) => {
      expect(faultsWith(`Another sentence. ${text}\n`)).toEqual([]);
    },
  );

  it('is one when only another sentence says whose it is', () => {
    expect(faultsWith('Protocol 3 has more. Give it `--concurrency 2`.\n')).toHaveLength(1);
  });

  it('is one when the release belongs to the page itself', () => {
    expect(faultsWith('Since 20260102.100000 there is `--concurrency`.\n')).toHaveLength(1);
  });

  it('an exception allows a name, and is told when nothing needs it', () => {
    project.write(EXCEPTIONS_FILE, 'names:\n  - name: --concurrency\n    because: It is a test.\n');
    expect(faultsWith('Give it `--concurrency 2`.\n')).toEqual([]);
    expect(faultsWith('Nothing.\n')).toEqual([
      `${EXCEPTIONS_FILE}:2: no page needs the exception for '--concurrency' any more`,
    ]);
  });
});
