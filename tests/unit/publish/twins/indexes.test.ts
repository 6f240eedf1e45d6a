import { afterAll, expect, it } from 'vitest';
import { loadAllProtocolSpecs } from '../../../../src/facts/load.ts';
import { fullText, inOrder, rootIndex, versionIndex } from '../../../../src/publish/twins/llms.ts';
import { sidebarGroups } from '../../../../src/publish/twins/sidebar-groups.ts';
import { readTwinPages } from '../../../../src/publish/twins/twin-pages.ts';
import { createDrawnProject } from '../../../support/drawn-project.ts';

const project = createDrawnProject();
project.write('docs/other.mdx', '---\ntitle: Other [x]\ndescription: More.\n---\n');
project.write('src/pages/agents.mdx', '---\ntitle: Agents\ndescription: Help.\n---\n');
project.write('src/pages/_parts/part.mdx', 'A part of a page.\n');
afterAll(() => project.remove());

const pages = readTwinPages(project.root);
const specs = loadAllProtocolSpecs(project.root);
const PACKS = [{ id: 'ways', title: 'Ways', answers: 'Which way.', pages: [] }];
const site = { title: 'Site', tagline: 'What it is', withBase: (address: string) => `/base${address}` };

it('the index of the site leads to every version and to pages outside of them', () => {
  const index = rootIndex(site, specs, pages);
  expect(index).toMatch(/^# Site\n\n> What it is\.\n/);
  for (const link of ['/protocol-3/llms.txt', '/protocol-2/llms-full.txt', '/spec/protocol-2.json', '/agents.md']) {
    expect(index).toContain(`(/base${link})`);
  }
});

it('a part of pages is none', () => {
  expect(pages.filter(({ protocol }) => protocol === undefined).map(({ address }) => address)).toEqual(['/agents']);
});

it('the index of a version has its pages in the order of the sidebar, and those outside of it last', () => {
  const index = versionIndex(
    site,
    specs[0]!,
    pages,
    [{ title: 'Start', addresses: ['/protocol-3/page', '/gone'] }],
    PACKS,
  );
  expect(index).toContain(
    '## Start\n\n- [A page](/base/protocol-3/page.md): About it.\n\n## More\n\n- [Other \\[x\\]](/base/protocol-3/other.md): More.\n\n## Packs',
  );
  expect(index).toContain('- [worker-list.schema.json](/base/spec/protocol-3/outputs/worker-list.schema.json)');
  expect(index).toContain('- [Ways](/base/protocol-3/packs/ways.md): Which way.\n');
  expect(index).toContain('(/base/protocol-3/packs/manifest.json)');
  expect(index).toContain('(/base/skills/swamp-remote-execution-3.tar.gz)');
  expect(index).not.toContain('agents.md');
});

it('the full text has every page once', () => {
  const twins = new Map([
    ['/protocol-3/other', 'O\n'],
    ['/protocol-3/page', 'P\n'],
  ]);
  const own = pages.filter(({ protocol }) => protocol?.number === 3);
  const ordered = inOrder(own, [{ title: 'Start', addresses: ['/protocol-3/page'] }]);
  expect(fullText('I\n', ordered, twins)).toBe('I\n\n---\n\nP\n\n---\n\nO\n');
});

it('groups of a sidebar are named by it and its categories, with each page once', () => {
  const category = {
    type: 'category',
    label: 'Tokens',
    link: { type: 'doc', id: 'c' },
    items: [{ type: 'doc', id: 'b' }],
  };
  const sidebars = {
    one: [{ type: 'doc', id: 'a' }, category, { type: 'link' }],
    two: [{ type: 'doc', id: 'a' }, category],
  };
  expect(sidebarGroups(sidebars, new Map([['one', 'First']]), (id) => `/${id}`)).toEqual([
    { title: 'First', addresses: ['/a'] },
    { title: 'First: Tokens', addresses: ['/c', '/b'] },
  ]);
});
