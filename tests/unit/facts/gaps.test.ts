import { afterEach, beforeEach, expect, it } from 'vitest';
import { gap, gapsIn } from '../../../src/facts/gaps.ts';
import { loadHeadlines } from '../../../src/facts/headlines.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import { parseYaml } from '../../../src/facts/yaml-source.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;
beforeEach(() => (project = createSmallProject()));
afterEach(() => project.remove());

const FILE = 'spec/protocol-3/commands/worker-list.yaml';

it('a fact that waits for words is refused, with its place and what to write', () => {
  project.plant(FILE, 'Shows disconnected workers, too.', `"${gap('what --all does')}"`);
  expect(() => loadProtocolSpec(project.root, 3)).toThrow(
    `${FILE}:6: words are missing. Write what --all does, in place of 'TODO(words)' (at flags.0.description)`,
  );
  // Another protocol has nothing to do with it.
  expect(loadProtocolSpec(project.root, 2).commands.size).toBe(1);
});

it('a fact that waits for words can be compared with a program', () => {
  project.plant(FILE, 'Shows disconnected workers, too.', `"${gap('what --all does')}"`);
  const spec = loadProtocolSpec(project.root, 3, undefined, 'when-asked', 'allowed');
  expect(spec.commands.get('worker list')!.value.flags[0]!.name).toBe('--all');
});

it('the sentence of a release that waits for words is refused', () => {
  project.write('spec/headlines.yaml', `headlines:\n  20260106.100000.0: "${gap('what it changed')}"\n`);
  expect(() => loadHeadlines(project.root)).toThrow(
    /^spec\/headlines\.yaml:2: words are missing\. Write what it changed/,
  );
});

it('only a text that begins with the mark is a gap', () => {
  const text = 'a: ["TODO(words)", "No TODO(words) here", {b: "TODO(words): this"}]\n';
  expect(gapsIn(parseYaml('x.yaml', text))).toEqual([
    { file: 'x.yaml', line: 1, at: 'a.0', whatToWrite: 'what stands here' },
    { file: 'x.yaml', line: 1, at: 'a.2.b', whatToWrite: 'this' },
  ]);
});
