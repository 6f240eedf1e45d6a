import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chunkFileNames } from '../../../src/patches/version-routes/chunk-file-names.ts';
import { clientTables } from '../../../src/patches/version-routes/client-tables.ts';
import { modulesOf, routesOf } from '../../../src/patches/version-routes/generated-tables.ts';
import type { GeneratedTables } from '../../../src/patches/version-routes/generated-tables.ts';
import { serverRegistry } from '../../../src/patches/version-routes/server-registry.ts';

const ROUTES = `import React from 'react';
import ComponentCreator from '@docusaurus/ComponentCreator';

export default [
  { path: '/agents', component: ComponentCreator('/agents', 'a1'), exact: true },
  {
    path: '/',
    component: ComponentCreator('/', 'b1'),
    routes: [
      {
        path: '/protocol-4',
        component: ComponentCreator('/protocol-4', 'c1'),
        routes: [
          {
            path: '/protocol-4',
            component: ComponentCreator('/protocol-4', 'd1'),
            routes: [
              { path: '/protocol-4/states', component: ComponentCreator('/protocol-4/states', 'e1'), exact: true, sidebar: "reference" },
            ]
          }
        ]
      }
    ]
  },
  {
    path: '*',
    component: ComponentCreator('*'),
  },
];
`;

const entry = (name: string, module: string): string =>
  `  "${name}": [() => import(/* webpackChunkName: "${name}" */ "${module}"), "${module}", require.resolveWeak("${module}")],`;

const REGISTRY = `export default {
${entry('01', '@site/src/pages/agents.mdx')}
${entry('02', '@theme/DocsRoot')}
${entry('03', '@theme/DocVersionRoot')}
${entry('04', '@generated/docs/p/protocol-4-11e.json')}
${entry('05', '@theme/DocRoot')}
${entry('06', '@theme/DocItem')}
${entry('07', '@site/docs/reference/states.mdx')}};
`;

const TABLES: GeneratedTables = {
  routes: routesOf(ROUTES),
  modules: modulesOf(REGISTRY),
  chunkNames: {
    '/agents-a1': { __comp: '06', __context: { plugin: '02' }, content: '01' },
    '/-b1': { __comp: '02' },
    '/protocol-4-c1': { __comp: '03', __props: '04' },
    '/protocol-4-d1': { __comp: '05' },
    '/protocol-4/states-e1': { __comp: '06', content: '07' },
  },
};
const NAMES = chunkFileNames(TABLES.modules);

describe('the tables of Docusaurus', () => {
  it('are read as it writes them', () => {
    expect(TABLES.routes.map(({ path: at }) => at)).toEqual(['/agents', '/', '*']);
    expect(TABLES.routes[0]).toEqual({ path: '/agents', component: { path: '/agents', hash: 'a1' }, exact: true });
    expect(TABLES.routes[2]!.component).toEqual({ path: '*' });
    expect([...TABLES.modules]).toHaveLength(7);
    expect(TABLES.modules.get('07')).toBe('@site/docs/reference/states.mdx');
  });

  it('are refused in another form, with what to do', () => {
    expect(() => routesOf('module.exports = []')).toThrow(/routes\.js is not written as .*Look at what this release/);
    expect(() => modulesOf(REGISTRY.replace('"@theme/DocRoot", require', 'require'))).toThrow(
      /registry\.js .*7 imports, of which 6 are entries/,
    );
  });
});

describe('names of chunks', () => {
  it('say what is in them', () => {
    expect([...NAMES.values()]).toEqual([
      'src-pages-agents',
      'theme-DocsRoot',
      'theme-DocVersionRoot',
      'generated-docs-p-protocol-4-11e',
      'theme-DocRoot',
      'theme-DocItem',
      'docs-reference-states',
    ]);
  });

  it('are never the same for two modules', () => {
    const modules = new Map([
      ['01', '@site/docs/a-b.mdx'],
      ['02', '@site/docs/a/b.mdx'],
    ]);
    expect(() => chunkFileNames(modules)).toThrow(
      '@site/docs/a-b.mdx and @site/docs/a/b.mdx would both be called docs-a-b',
    );
  });
});

describe('the tables of the browser', () => {
  const files = clientTables(TABLES, NAMES);

  it('hold the pages of a version apart, in one chunk with the data of the version', () => {
    const routes = files.get('routes.js')!;
    expect(routes).toContain(
      'pages: [], load: () => import(/* webpackChunkName: "generated-docs-p-protocol-4-11e" */ "./pages-04.js")',
    );
    expect(routes).toContain('routes: versions["/protocol-4"].pages');
    expect(routes).toContain('component: ComponentCreator("*")');
    expect([...files].filter(([file, text]) => file !== 'pages-04.js' && text.includes('states'))).toEqual([]);
  });

  it('know of each page what it shows and how that is loaded', () => {
    const [pages, registry] = files.get('pages-04.js')!.split('export const registry = ') as [string, string];
    expect(JSON.parse(pages.replace('export const pages = ', '').replace(/;\s*$/, ''))).toEqual([
      {
        path: '/protocol-4/states',
        exact: true,
        sidebar: 'reference',
        chunks: { __comp: 'theme-DocItem', content: 'docs-reference-states' },
      },
    ]);
    // The layout of a page is in the shared table already, for a page outside the versions has it, too.
    expect(registry).toContain('"docs-reference-states": [() => import(');
    expect(registry).not.toContain('DocItem');
    expect(files.get('registry.js')).toContain('"theme-DocItem": [() => import(');
  });

  it('are not made for routes that are nested otherwise', () => {
    const nested = routesOf(ROUTES.replace('exact: true, sidebar: "reference"', 'routes: []'));
    expect(() => clientTables({ ...TABLES, routes: nested }, NAMES)).toThrow(
      /below \/protocol-4 are not one group of pages/,
    );
  });
});

it('the server reports chunks by the names that they have in the browser', () => {
  expect(serverRegistry(TABLES.modules, NAMES)).toContain(
    '"07": [() => import(/* webpackChunkName: "07" */ "@site/docs/reference/states.mdx"), "docs-reference-states", require.resolveWeak("@site/docs/reference/states.mdx")]',
  );
});

it('Docusaurus still has what is replaced, also after an update', () => {
  const core = path.dirname(createRequire(import.meta.url).resolve('@docusaurus/core/package.json'));
  const text = (file: string): string => readFileSync(path.join(core, 'lib', file), 'utf8');
  for (const file of ['clientEntry.js', 'PendingNavigation.js', 'docusaurus.js']) {
    expect(text(`client/${file}`)).toMatch(/from '\.\/preload';/);
  }
  expect(text('client/App.js')).toContain("from './BaseUrlIssueBanner';");
  expect(text('webpack/plugins/ChunkAssetPlugin.js')).toContain('class ChunkAssetPlugin {');
});
