import type { Nodes, PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../../src/facts/cache.ts';
import { parseRelease } from '../../../../src/facts/release.ts';
import { blocksBefore, inlineBefore } from '../../../../src/markdown/dated/before.ts';
import { linksIn } from '../../../../src/markdown/elements.ts';
import { paragraph, text } from '../../../../src/markdown/nodes.ts';

const spec = cachedProtocolSpec(projectRoot, 4);
const span = { until: parseRelease('20260812.183910')! };

/** What was said before, long enough to be folded, with a link in it. */
const words: PhrasingContent[] = [
  text('The worker tried for ever, and nothing but the log said so: '),
  { type: 'strong', children: [{ type: 'link', url: './tokens.mdx', children: [text('tokens')] }] },
  text(' tells what to do about it.'),
];

const nodesNamed = (name: string, nodes: readonly Nodes[]): Nodes[] =>
  nodes.flatMap((node) => {
    const inner = 'children' in node ? nodesNamed(name, node.children as Nodes[]) : [];
    return 'name' in node && node.name === name ? [node, ...inner] : inner;
  });

const inlineForms = inlineBefore([{ span, parts: [words] }], spec);
const blockForms = blocksBefore([{ span, content: [paragraph(...words)] }], spec);

describe.each([
  ['within a cell', inlineForms as readonly Nodes[]],
  ['as blocks', blockForms as readonly Nodes[]],
])('what was before, %s', (_, nodes) => {
  it('has no link in the line that opens it: a press on that has one meaning', () => {
    const [summary] = nodesNamed('summary', nodes);
    expect(JSON.stringify(summary)).toContain('tells what to do');
    expect(linksIn([summary as PhrasingContent])).toEqual([]);
  });

  it('keeps where the line leads', () => {
    expect(linksIn(nodes as PhrasingContent[]).map(({ url }) => url)).toEqual(['./tokens.mdx']);
  });

  it('leads there only for a reader of a release for which the line holds', () => {
    const around = ['span', 'div'].flatMap((name) => nodesNamed(name, nodes));
    const holder = around.find((node) => linksIn([node as PhrasingContent]).length > 0);
    expect(JSON.stringify(holder)).toContain(span.until);
  });
});

describe('what was before, when it is long', () => {
  const long = paragraph(text('A sentence that says what was before, with all that hung on it. '.repeat(3)));
  const [folded] = blocksBefore([{ span, content: [long] }], spec);

  it('stands below the line that opens it, so that it takes no room of what is', () => {
    const [summary] = nodesNamed('summary', [folded!]);
    expect(JSON.stringify(summary)).not.toContain('A sentence');
    expect(JSON.stringify(folded)).toContain('A sentence that says what was before');
  });
});
