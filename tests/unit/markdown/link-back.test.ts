import path from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandFacts } from '../../../src/markdown/expand-facts.ts';
import { linkBack } from '../../../src/markdown/link-back.ts';
import { forgetRelatingPages } from '../../../src/markdown/related-pages.ts';
import { forgetPages } from '../../../src/markdown/version-pages.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { linkResolver } from '../../../src/publish/twins/twin-links.ts';
import { readTwinPages } from '../../../src/publish/twins/twin-pages.ts';
import { twinOf } from '../../../src/publish/twins/twin.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeEach(() => {
  project = createSmallProject();
  forgetFacts();
  forgetPages();
  forgetRelatingPages();
});

afterEach(() => project.remove());

function write(page: string, title: string, markdown: string, folder = 'docs'): void {
  project.write(`${folder}/${page}.mdx`, `---\ntitle: ${title}\ndescription: About it.\n---\n\n${markdown}`);
}

/** A page as the site shows it: with its tags expanded, and linked back. */
async function shown(page: string, markdown: string): Promise<string> {
  const { root } = project;
  const processor = unified()
    .use(remarkParse)
    .use(remarkMdx)
    .use(remarkGfm)
    .use(expandFacts, { root })
    .use(linkBack, { root })
    .use(remarkStringify, { bullet: '-' });
  return String(await processor.process(new VFile({ path: path.join(root, page), value: markdown })));
}

const TARGET = 'docs/operators/tokens.mdx';
const OWN_ITEM = '## Related pages\n\n- [Last](../zebra.mdx).\n';

describe('a page that others name as related', () => {
  beforeEach(() => {
    project.write(TARGET, OWN_ITEM);
    write('zebra', 'Last', '## Related pages\n\n- [Tokens](./operators/tokens.mdx).\n');
    write('reference/states', 'States', 'Text.\n\n## Related pages\n\n- The [life](../operators/tokens.mdx#life).\n');
    write('operators/deploy/index', 'Deploy', '## Related pages\n\n- [Tokens](../tokens.mdx), in `code`\n');
  });

  it('leads back to them by their titles, in the order of their paths, in one item', async () => {
    expect(await shown(TARGET, OWN_ITEM)).toBe(
      '## Related pages\n\n- [Last](../zebra.mdx).\n- Pages that lead here: [Deploy](./deploy/index.mdx), [States](../reference/states.mdx).\n',
    );
  });

  it('is left as it is when it links to each of them somewhere, be it to an anchor or by a tag', async () => {
    write('reference/states', 'States', '## Idle\n\n## Related pages\n\n- [Tokens](../operators/tokens.mdx).\n');
    const written = `[Deploy](./deploy/index.mdx#ssh)\n\n<EntriesOf page="reference/states" />\n\n${OWN_ITEM}`;
    expect(await shown(TARGET, written)).not.toContain('Pages that lead here');
  });

  it.each([
    ['Text.\n', 'Text.\n\n## Related pages\n\n'],
    ['## Related pages\n\nNone.\n', '## Related pages\n\nNone.\n\n'],
  ])('gets the section, or its list, at its end: %j', async (written, start) => {
    expect(await shown(TARGET, written)).toBe(
      `${start}- Pages that lead here: [Deploy](./deploy/index.mdx), [States](../reference/states.mdx), [Last](../zebra.mdx).\n`,
    );
  });

  it('shows the same in its Markdown twin', () => {
    const pages = readTwinPages(project.root);
    const page = pages.find(({ address }) => address === '/protocol-3/operators/tokens')!;
    expect(twinOf(page, project.root, linkResolver(pages, '/docs/'))).toContain(
      '\n- Pages that lead here: [Deploy](/docs/protocol-3/operators/deploy.md), [States](/docs/protocol-3/reference/states.md).\n',
    );
  });
});

describe('nothing is added', () => {
  it('for links outside the related pages, to itself, or of another version', async () => {
    write('text', 'Text', 'See [tokens](./operators/tokens.mdx).\n\n## Related pages\n\n- [Text](./text.mdx).\n');
    write('operators/tokens', 'Tokens', '## Related pages\n\n- [Above](./tokens.mdx#above).\n');
    write('old', 'Old', '## Related pages\n\n- [T](./operators/tokens.mdx).\n', 'versioned_docs/version-2');
    expect(await shown(TARGET, 'Text.\n')).toBe('Text.\n');
    expect(await shown('versioned_docs/version-2/operators/tokens.mdx', 'Text.\n')).toContain(
      'lead here: [Old](../old.mdx).',
    );
  });

  it('to a page outside the versions', async () => {
    write('related', 'Related', '## Related pages\n\n- [Match](/match).\n');
    expect(await shown('src/pages/match.mdx', 'Text.\n')).toBe('Text.\n');
  });
});
