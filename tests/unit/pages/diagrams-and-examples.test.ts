import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

/** A sequence diagram of a page, with the numbered list that explains it, if there is one. */
interface Explained {
  readonly title: string;
  readonly arrows: number;
  /** Numbers of the list behind the diagram, in its order; empty without a list. */
  readonly numbers: readonly number[];
}

const folder = path.join(projectRoot, 'docs');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')] as const);

function sequenceDiagrams(markdown: string): Explained[] {
  return [
    ...markdown.matchAll(/^```mermaid\n(sequenceDiagram\n[\s\S]*?)^```\n([\s\S]*?)(?=^#|^```|$(?![\s\S]))/gm),
  ].map(([, diagram, behind]) => ({
    title: /accTitle: (.+)/.exec(diagram!)?.[1] ?? '',
    arrows: [...diagram!.matchAll(/^\s*\w+\s*--?(?:>>|x)\s*\w+\s*:/gm)].length,
    numbers: /\bautonumber\b/.test(diagram!) ? firstList(behind!) : [],
  }));
}

/** The numbers of a list that starts right behind the diagram. */
function firstList(behind: string): number[] {
  const list = /^\n((?:\d+\. .*\n(?: {3,}.*\n)*)+)/.exec(behind)?.[1] ?? '';
  return [...list.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
}

/** YAML blocks that are neither a file which the verifier runs nor marked as part of one. */
function unmarkedYaml(markdown: string): string[] {
  return [...markdown.matchAll(/^ *```ya?ml(.*)$/gm)]
    .map((match) => match[1]!.trim())
    .filter((attributes) => !/\bfile=/.test(attributes) && !/title="Excerpt /.test(attributes));
}

describe('sequence diagrams', () => {
  const ASKED_FOR: readonly (readonly [page: string, title: string])[] = [
    ['concepts/architecture.mdx', 'Enrollment of a worker'],
    ['concepts/architecture.mdx', 'Refused enrollment'],
    ['concepts/architecture.mdx', 'A dispatch with capability calls'],
    ['authors/remote-and-local.mdx', 'A dispatch with capability calls'],
    ['operators/failure-and-reconnection.mdx', 'Reconnect inside the grace window'],
    ['operators/failure-and-reconnection.mdx', 'Write-then-fail'],
    ['operators/failure-and-reconnection.mdx', 'The enrollment token ends while its worker is connected'],
    ['authors/failure-rules.mdx', 'Re-dispatch and write-then-fail'],
    ['authors/cancel.mdx', 'Cancellation of a run through the orchestrator'],
    ['authors/queueing.mdx', 'A step that waits for a worker'],
    ['operators/drain-and-stop.mdx', 'Drain of a worker'],
    ['operators/upgrade.mdx', 'Upgrade of both sides'],
  ];

  it.each(ASKED_FOR)('%s has "%s"', (page, title) => {
    const markdown = pages.find(([name]) => name === page)?.[1] ?? '';
    expect(sequenceDiagrams(markdown).map((diagram) => diagram.title)).toContain(title);
  });

  it.each(pages.filter(([, markdown]) => sequenceDiagrams(markdown).some(({ numbers }) => numbers.length > 0)))(
    '%s explains each arrow under its number',
    (_, markdown) => {
      for (const { title, arrows, numbers } of sequenceDiagrams(markdown)) {
        if (numbers.length > 0) {
          expect(numbers, title).toEqual(Array.from({ length: arrows }, (_value, index) => index + 1));
        }
      }
    },
  );

  it('sees a list that has one number too few', () => {
    const page = [
      '```mermaid',
      'sequenceDiagram',
      '  accTitle: Planted',
      '  autonumber',
      '  A->>B: one',
      '  B-->>A: two',
      '  A--xB: three',
      '```',
      '',
      '1. First.',
      '2. Second,',
      '   with more.',
      '',
    ].join('\n');
    expect(sequenceDiagrams(page)).toEqual([{ title: 'Planted', arrows: 3, numbers: [1, 2] }]);
  });
});

describe('YAML examples', () => {
  it.each(pages)('%s shows files that were run, and marked parts of them', (_, markdown) => {
    expect(unmarkedYaml(markdown)).toEqual([]);
  });

  it('sees an example that nobody has run', () => {
    expect(unmarkedYaml('```yaml\nlabels:\n```\n')).toEqual(['']);
    expect(unmarkedYaml('```yaml title="Excerpt of the workflow below"\n```\n')).toEqual([]);
    expect(unmarkedYaml('```yaml step=write file=workflows/workflow-a.yaml\n```\n')).toEqual([]);
  });
});
