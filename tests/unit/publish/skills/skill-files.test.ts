import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { loadReleases } from '../../../../src/facts/releases.ts';
import { archiveOf } from '../../../../src/publish/skills/archive.ts';
import { skillFiles } from '../../../../src/publish/skills/skill-files.ts';
import { linkResolver } from '../../../../src/publish/twins/twin-links.ts';
import { readTwinPages } from '../../../../src/publish/twins/twin-pages.ts';
import { twinOf } from '../../../../src/publish/twins/twin.ts';
import { createSmallProject } from '../../../support/small-project.ts';

const project = createSmallProject();
project.write(
  'docs/operators/one.mdx',
  '---\ntitle: One\ndescription: First.\n---\n\n## Here\n\n[Two](two.mdx#there), [up](../index.mdx), [tool](pathname:///match), [away](https://example.org/).\n',
);
project.write('docs/operators/two.mdx', '---\ntitle: Two\ndescription: Second.\n---\n\n## There\n');
project.write('docs/index.mdx', '---\ntitle: Start\ndescription: Start.\n---\n\n[One](operators/one.mdx)\n');
afterAll(() => project.remove());

const { protocols } = loadReleases(project.root);
const pages = readTwinPages(project.root);

const files = skillFiles({
  protocol: protocols[0],
  protocols,
  packs: [{ id: 'all', title: 'All', answers: 'Everything.', pages }],
  absolute: (address) => `https://docs.example.org/base${address}`,
  baseUrl: '/base/',
  resolve: linkResolver(pages, '/base/'),
  write: (page, resolve) => twinOf(page, project.root, resolve),
});

it('links of a skill lead from file to file, and else to the site', () => {
  expect([...files.keys()]).toEqual([
    'SKILL.md',
    'references/all.md',
    'references/pages/overview.md',
    'references/pages/operators/one.md',
    'references/pages/operators/two.md',
  ]);
  const one = files.get('references/pages/operators/one.md')!;
  expect(one).toContain(
    '[Two](two.md#there), [up](../overview.md), [tool](https://docs.example.org/base/match), [away](https://example.org/).',
  );
  expect(one).toContain('[web page](https://docs.example.org/base/protocol-3/operators/one)');
  expect(files.get('references/all.md')).toContain('- [Two](pages/operators/two.md): Second.');
  expect(files.get('SKILL.md')).toContain('| Everything. | [All](references/all.md) |');
});

it('its archive is the same whenever and wherever it is made', async () => {
  const first = await archiveOf('skill', files);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(Buffer.from(await archiveOf('skill', new Map([...files].reverse())))).toEqual(Buffer.from(first));
  // Bytes 4 to 7 of an archive are the time at which it was packed.
  expect([...first.slice(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(gunzipSync(first).subarray(0, 14).toString()).toBe('skill/SKILL.md');
});
