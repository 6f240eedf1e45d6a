import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { Finding, VerifyContext } from '../../../verify/check.ts';
import { walkthroughCheck } from '../../../verify/checks/walkthrough/index.ts';
import { ProcessGroup, ScratchFactory } from '../../../verify/harness/index.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

/** Stands in for `swamp` in these tests: a few commands that print, wait, fail or hang. */
const STAND_IN = `#!/usr/bin/env bash
case "$1" in
  token) echo "  alpha.$(printf 'a1%.0s' {1..32})"; echo 'store it now' >&2 ;;
  serve)
    echo $$ > ~/serving
    trap 'echo "Shutting down"; exit 0' INT
    echo "listening on ws://127.0.0.1:$3"
    while [ ! -f ~/crash ]; do
      if [ -f ~/connected ]; then echo 'worker enrolled'; rm ~/connected; fi
      sleep 0.05
    done ;;
  connect) [ "$2" = "alpha.$(printf 'a1%.0s' {1..32})" ] || exit 3; touch ~/connected; cat run.yaml ;;
  where) echo "$WHERE in $PWD" ;;
  fail) echo 'it broke' >&2; exit 1 ;;
  hang) sleep 60 ;;
  ask) read -r answer; echo "answer: $answer" ;;
esac
`;

const PAGE = `---
title: Start
procedure: true
placeholders:
  YOUR_TOKEN: { from: mint, pattern: 'alpha\\.[0-9a-f]{64}' }
---

\`\`\`bash step=install terminal=operator run=no reason="needs the network"
curl x
\`\`\`

\`\`\`bash step=prepare terminal=operator
mkdir ~/demo
cd ~/demo
export WHERE=here
\`\`\`

\`\`\`bash step=mint terminal=operator
swamp token
\`\`\`

<Transcript step="mint" />

\`\`\`bash step=serve terminal=orchestrator until="listening on" timeout=60
swamp serve --port 9090
\`\`\`

\`\`\`yaml step=save file=run.yaml
token: YOUR_TOKEN
\`\`\`

\`\`\`bash step=connect terminal=operator
swamp connect YOUR_TOKEN
\`\`\`

<Look step="enrolled" terminal="orchestrator" until="worker enrolled" timeout="60" />

\`\`\`bash step=where terminal=operator
swamp where
\`\`\`

\`\`\`bash step=fail terminal=operator exit=1
swamp fail
\`\`\`

\`\`\`bash step=ask terminal=operator
swamp ask
\`\`\`

\`\`\`keys step=stop terminal=orchestrator
Ctrl-C
\`\`\`
`;

const PAGE_FILE = 'docs/operators/start.mdx';
const RECORDING = 'recordings/protocol-3/walkthrough/operators-start.yaml';
const VERIFIED = '20260106.100000.0';

let project: SmallProject;
let scratches: ScratchFactory;
let processes: ProcessGroup;

beforeEach(() => {
  project = createSmallProject();
  scratches = new ScratchFactory();
  processes = new ProcessGroup();
  const program = path.join(project.root, 'stand-in');
  writeFileSync(program, STAND_IN);
  chmodSync(program, 0o755);
  project.write(PAGE_FILE, PAGE);
});

afterEach(() => {
  processes.killAll(scratches.roots());
  scratches.removeAll();
  project.remove();
});

interface Taken {
  readonly id: string;
  readonly steps: readonly RecordedProcess[];
}

async function run(options: { release?: string; taken?: Taken[] } = {}): Promise<Finding[]> {
  const { release = VERIFIED, taken } = options;
  const spec = loadProtocolSpec(project.root, 3);
  const recorder = taken && {
    take: () => undefined,
    takeSteps: (id: string, _title: string, steps: readonly RecordedProcess[]) => taken.push({ id, steps }),
  };
  const context: VerifyContext = {
    root: project.root,
    swamp: {
      path: path.join(project.root, 'stand-in'),
      version: release,
      release: parseRelease(release)!,
      protocol: spec.protocol,
    },
    otherSwamps: [],
    placement: { cases: 1, seed: 1 },
    spec,
    scratches,
    processes,
    progress: () => undefined,
    recorder,
  };
  const findings: Finding[] = [];
  for await (const finding of walkthroughCheck.run(context)) {
    findings.push(finding);
  }
  return findings;
}

async function record(): Promise<readonly RecordedProcess[]> {
  const taken: Taken[] = [];
  await run({ taken });
  expect(taken.map(({ id }) => id)).toEqual(['walkthrough/operators-start']);
  const { steps } = taken[0]!;
  project.write(
    RECORDING,
    stringify({
      title: 'x',
      release: VERIFIED,
      date: '2026-11-23',
      program: 'source',
      runtime: 'deno 2.8.3',
      processes: steps,
    }),
  );
  return steps;
}

function withoutAgreement(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ status, reason }) => status !== 'agrees' && reason !== 'needs the network');
}

function lineOf(text: string): number {
  const page = readFileSync(path.join(project.root, PAGE_FILE), 'utf8');
  return page.slice(0, page.indexOf(text)).split('\n').length;
}

describe('walkthroughCheck', () => {
  it('performs a page as a person does, records it, and then agrees with the recording', async () => {
    const steps = await record();
    const printed = Object.fromEntries(steps.map(({ step, stdout }) => [step, stdout]));
    expect(printed.mint).toMatch(/^ {2}alpha\.[0-9a-f]{64}\nstore it now$/);
    expect(printed.serve).toBe('listening on ws://127.0.0.1:9090');
    expect(printed.connect).toMatch(/^token: alpha\.[0-9a-f]{64}$/);
    expect(printed.enrolled).toBe('worker enrolled');
    expect(printed.where).toBe('here in /home/you/demo');
    expect(printed.ask).toBe('answer:');
    expect(printed.stop).toBe('Shutting down');
    expect(steps.find(({ step }) => step === 'connect')!.command).toBe('swamp connect YOUR_TOKEN');
    expect(steps.find(({ step }) => step === 'serve')).toMatchObject({ exitCode: null, ended: 'still-running' });

    const findings = await run();
    expect(withoutAgreement(findings)).toEqual([]);
    expect(findings.filter(({ status }) => status === 'agrees')).toHaveLength(10);
    expect(findings.find(({ status }) => status === 'not-run')).toMatchObject({ subject: 'operators/start: install' });
    expect(processes.pids()).toEqual([]);
    expect(scratches.roots()).toEqual([]);
  });

  it('reports a line that was changed in the recording', async () => {
    await record();
    project.plant(RECORDING, 'here in /home/you/demo', 'here in /home/you/elsewhere');
    expect(withoutAgreement(await run())).toEqual([
      expect.objectContaining({
        status: 'differs',
        subject: 'operators/start: where',
        expected: 'line 1: here in /home/you/elsewhere',
        actual: 'here in /home/you/demo',
        file: PAGE_FILE,
        line: lineOf('```bash step=where'),
      }),
    ]);
  });

  it('compares what a stopped program printed only where the page shows it', async () => {
    await record();
    project.plant(RECORDING, 'stdout: Shutting down', 'stdout: faster');
    expect(withoutAgreement(await run())).toEqual([]);
    project.plant(PAGE_FILE, '```keys step=stop', '<Transcript step="stop" />\n\n```keys step=stop');
    expect(withoutAgreement(await run())).toEqual([
      expect.objectContaining({ status: 'differs', subject: 'operators/start: stop', expected: 'line 1: faster' }),
    ]);
  });

  it('reports a command that was broken in the page, and what could not be done after it', async () => {
    await record();
    project.plant(PAGE_FILE, 'swamp where', 'cd nowhere');
    const [first, ...rest] = withoutAgreement(await run());
    expect(first).toMatchObject({ status: 'differs', subject: 'operators/start: where', expected: 'exit code 0' });
    expect(first!.actual).toContain('exit code 1');
    expect(first!.actual).toContain('nowhere');
    expect(rest.map(({ status, reason }) => `${status} ${reason}`)).toEqual(
      Array.from({ length: 3 }, () => "not-run step 'where' before it failed"),
    );
    expect(processes.pids()).toEqual([]);
  });

  it('reports a command of the page that is not the recorded one, though it works', async () => {
    await record();
    project.plant(PAGE_FILE, 'swamp where', 'swamp where # again');
    expect(withoutAgreement(await run())).toEqual([
      expect.objectContaining({ expected: 'recorded command: swamp where' }),
    ]);
  });

  it('counts every command of a block, not only the last one', async () => {
    project.plant(PAGE_FILE, 'swamp where', 'false\nswamp where');
    expect(withoutAgreement(await run({ taken: [] }))[0]).toMatchObject({ expected: 'exit code 0' });
  });

  it.each([
    [
      'a command that hangs',
      '```bash step=where terminal=operator\nswamp where',
      '```bash step=where terminal=operator timeout=1\nswamp hang',
      'it ends within 1 s',
      'still running',
    ],
    [
      'a server that ends',
      'swamp serve --port 9090',
      'swamp fail',
      "it prints 'listening on' and goes on",
      'it ended with exit code 1. The last it printed: it broke',
    ],
    [
      'a server that says something else',
      'until="listening on" timeout=60',
      // So long that a busy machine, too, gets to what it does print.
      'until="Ready" timeout=5',
      "it prints 'Ready' and goes on",
      'listening on',
    ],
    [
      'a look at what does not come',
      'until="worker enrolled" timeout="60"',
      'until="worker left" timeout="5"',
      "it prints 'worker left' and goes on",
      'worker enrolled',
    ],
    [
      'a placeholder that is not printed',
      'alpha\\.[0-9a-f]{64}',
      'beta\\.[0-9a-f]{64}',
      "step 'mint' prints the value of YOUR_TOKEN",
      'store it now',
    ],
    ['an exit code that does not come', 'swamp fail', 'swamp where', 'exit code 1', 'exit code 0'],
    ['a block that closes its terminal', 'swamp where', 'exit 0', 'it ends within 180 s', 'it closed the terminal'],
    [
      'a server that ends before it is stopped',
      'swamp ask\n',
      'touch ~/crash\nwhile kill -0 $(cat ~/serving) 2> /dev/null; do sleep 0.05; done\n',
      "'swamp serve --port 9090' runs until Ctrl-C is pressed",
      'ended with exit code 0',
    ],
    [
      'a file in no folder',
      'file=run.yaml',
      'file=nowhere/run.yaml',
      'the folder of nowhere/run.yaml exists',
      'no step has made it',
    ],
  ])('reports %s', async (_, search, replacement, expected, actual) => {
    project.plant(PAGE_FILE, search, replacement);
    const [first] = withoutAgreement(await run({ taken: [] }));
    expect(first).toMatchObject({ status: 'differs', file: PAGE_FILE });
    expect(first!.expected).toContain(expected);
    expect(first!.actual).toContain(actual);
    expect(processes.pids()).toEqual([]);
  });

  it('reports a page without recording', async () => {
    expect(withoutAgreement(await run())).toEqual([
      expect.objectContaining({
        status: 'differs',
        subject: 'operators/start',
        actual: 'none: make one with --record',
      }),
    ]);
  });

  it('reports a step that is not in the recording', async () => {
    await record();
    project.plant(RECORDING, 'step: where', 'step: were');
    const findings = withoutAgreement(await run());
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatchObject({ subject: 'operators/start: were', file: RECORDING });
    expect(findings[0]!.line).toBeGreaterThan(1);
    expect(findings[1]).toMatchObject({
      subject: 'operators/start: where',
      actual: 'it does not: record again with --record',
    });
  });

  it('compares no text of a release older than the recording, and does not record it', async () => {
    await record();
    project.plant(RECORDING, 'here in /home/you/demo', 'something else');
    const taken: Taken[] = [];
    await run({ release: '20260105.200000.0', taken });
    expect(taken).toEqual([]);
    expect(withoutAgreement(await run({ release: '20260105.200000.0' }))).toEqual([
      expect.objectContaining({ status: 'not-run', subject: 'operators/start: printed text' }),
    ]);
    project.plant(PAGE_FILE, 'swamp where', 'false');
    const [, failed, ...rest] = withoutAgreement(await run({ release: '20260105.200000.0' }));
    expect(failed).toMatchObject({ status: 'not-run', subject: 'operators/start: where' });
    expect(failed!.reason).toContain('exit code 1');
    expect(rest.every(({ status }) => status === 'not-run')).toBe(true);
  });

  it('compares a newer release with the recording', async () => {
    await record();
    project.plant(RECORDING, 'here in /home/you/demo', 'something else');
    expect(withoutAgreement(await run({ release: '20270101.000000.0' }))).toEqual([
      expect.objectContaining({ status: 'differs', expected: 'line 1: something else' }),
    ]);
  });

  it('reports a fault of the page with its line, and still performs the other pages', async () => {
    project.write('docs/authors/start.mdx', PAGE.replace('terminal=operator', 'terminal=kitchen'));
    const findings = withoutAgreement(await run({ taken: [] }));
    expect(findings).toEqual([expect.objectContaining({ status: 'differs', file: 'docs/authors/start.mdx', line: 8 })]);
  });

  it('goes on where another page ends', async () => {
    const head = '---\ntitle: More\nprocedure: true\ncontinues: { page: operators/start, before: ask }\n---\n\n';
    const step = '```bash step=where terminal=operator\nswamp where\n```\n\n';
    project.write(
      'docs/authors/more.mdx',
      `${head}${step}\`\`\`keys step=stop terminal=orchestrator\nCtrl-C\n\`\`\`\n`,
    );
    const taken: Taken[] = [];
    expect(withoutAgreement(await run({ taken }))).toEqual([]);
    expect(taken[0]).toMatchObject({ id: 'walkthrough/authors-more', steps: [{ step: 'where' }, { step: 'stop' }] });
    expect(taken[0]!.steps[0]!.stdout).toBe('here in /home/you/demo');
  });

  it('says when a page that is continued fails', async () => {
    const head = '---\ntitle: More\nprocedure: true\ncontinues: { page: operators/start, before: ask }\n---\n\n';
    project.write('docs/authors/more.mdx', `${head}\`\`\`keys step=stop terminal=orchestrator\nCtrl-C\n\`\`\`\n`);
    project.plant(PAGE_FILE, 'swamp where', 'false');
    const findings = withoutAgreement(await run({ taken: [] }));
    expect(findings[0]).toMatchObject({
      status: 'differs',
      subject: 'authors/more: where of operators/start',
      line: 4,
    });
    expect(findings[1]).toMatchObject({ status: 'not-run', subject: 'authors/more: stop' });
  });

  it('says when there is nothing to perform', async () => {
    project.write(PAGE_FILE, '---\ntitle: Start\n---\n');
    expect(await run()).toEqual([
      expect.objectContaining({ status: 'not-run', reason: 'no page of protocol 3 is a procedure' }),
    ]);
  });
});
