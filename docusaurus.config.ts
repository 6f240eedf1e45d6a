import type { Options as RedirectOptions } from '@docusaurus/plugin-client-redirects';
import type * as Preset from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import type { PluginOptions as SearchOptions } from '@easyops-cn/docusaurus-search-local';
import { highlightCode } from './src/markdown/code/rehype-highlight-code.ts';
import changesFeed from './src/publish/feed/index.ts';
import fetchAhead from './src/publish/ahead/index.ts';
import firstScript from './src/patches/first-script/plugin.ts';
import generatedCode from './src/patches/generated-code/index.ts';
import livePages from './src/patches/live-pages/index.ts';
import matchPage from './src/publish/match-page/index.ts';
import markdownTwins from './src/publish/twins/index.ts';
import planPage from './src/publish/plan-page/index.ts';
import publishDiagrams from './src/publish/diagrams/index.ts';
import leanCss from './src/patches/lean-css/index.ts';
import publishSpec from './src/publish/facts/index.ts';
import versionRoutes from './src/patches/version-routes/index.ts';
import { drawDiagrams } from './src/tools/diagrams/draw-diagrams.ts';
import { mermaidOptions } from './src/tools/diagrams/drawing-rules.ts';
import { BOX_ROWS } from './src/tools/search/box-rows.ts';
import searchIndex from './src/publish/search-index/index.ts';
import leanScripts from './src/patches/lean-scripts/index.ts';
import { expandFacts } from './src/markdown/expand-facts.ts';
import { cardTables } from './src/markdown/card-tables.ts';
import { foldChoices } from './src/markdown/choices.ts';
import { foldSections } from './src/markdown/fold-sections.ts';
import { joinTexts } from './src/markdown/join-texts.ts';
import { linkBack } from './src/markdown/link-back.ts';
import { linkRows } from './src/markdown/link-rows.ts';
import { markReleases } from './src/markdown/mark-releases.ts';
import { latestRedirects } from './src/site/latest-redirects.ts';
import { pageTemplate } from './src/patches/first-script/page-template.ts';
import { project } from './src/site/project.ts';
import { editUrlOf } from './src/site/report-link.ts';
import { versionOptions } from './src/site/versions.ts';
import { loadReleases } from './src/facts/releases.ts';

const root = __dirname;

/** Whether this is the live server for writers (`npm run dev`), which draws a diagram that has no picture yet. */
const isLive = process.env['NODE_ENV'] === 'development';
const releases = loadReleases(root);

/**
 * The folder is bound here and not given as an option: options travel to the browser with the
 * configuration, and a path of the machine would make every build differ from the next.
 */
const expandFactsOfProject = (): ReturnType<typeof expandFacts> => expandFacts({ root });
const drawDiagramsOfProject = (): ReturnType<typeof drawDiagrams> =>
  drawDiagrams({ root, undrawn: isLive ? 'is-live' : 'fails' });
const linkBackOfProject = (): ReturnType<typeof linkBack> => linkBack({ root });

const config: Config = {
  title: project.title,
  tagline: project.tagline,
  url: project.url,
  baseUrl: project.baseUrl,
  favicon: 'img/favicon.svg',
  trailingSlash: false,
  ssrTemplate: pageTemplate,
  // The banner would be a second inline script, and so a second hash in the security policy.
  baseUrlIssueBanner: false,
  customFields: { repositoryUrl: project.repositoryUrl },
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  // A cached bundle keeps what a changed plugin or style sheet would build otherwise.
  future: { v4: true, faster: { rspackPersistentCache: false } },
  i18n: { defaultLocale: 'en', locales: ['en'] },
  markdown: {
    mermaid: isLive,
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },
  themes: [
    [
      '@easyops-cn/docusaurus-search-local',
      {
        docsRouteBasePath: '/',
        // Box and page come from here; what they search is built by src/publish/search-index.
        indexDocs: false,
        indexBlog: false,
        indexPages: false,
        hashed: 'filename',
        explicitSearchResultPath: true,
        searchResultLimits: BOX_ROWS,
        // The text of a message, and what it is, as a whole.
        searchResultContextMaxLength: 160,
      } satisfies Partial<SearchOptions>,
    ],
    ...(isLive ? ['@docusaurus/theme-mermaid'] : []),
  ],
  presets: [
    [
      'classic',
      {
        docs: {
          routeBasePath: '/',
          sidebarPath: './sidebars.ts',
          lastVersion: 'current',
          versions: versionOptions(releases),
          beforeDefaultRemarkPlugins: [
            expandFactsOfProject,
            drawDiagramsOfProject,
            linkBackOfProject,
            markReleases,
            foldChoices,
            foldSections,
          ],
          rehypePlugins: [highlightCode, joinTexts, cardTables, linkRows],
          editUrl: editUrlOf(project.repositoryUrl),
        },
        pages: {
          beforeDefaultRemarkPlugins: [expandFactsOfProject, drawDiagramsOfProject],
          rehypePlugins: [highlightCode, joinTexts, cardTables],
        },
        blog: false,
        theme: { customCss: './src/css/index.css' },
        sitemap: { ignorePatterns: ['/latest/**'] },
      } satisfies Preset.Options,
    ],
  ],
  plugins: [
    [firstScript, {}],
    [generatedCode, {}],
    [livePages, {}],
    [leanCss, {}],
    [versionRoutes, {}],
    [leanScripts, {}],
    [publishSpec, {}],
    [matchPage, {}],
    [planPage, {}],
    [changesFeed, {}],
    [fetchAhead, {}],
    [publishDiagrams, {}],
    [markdownTwins, {}],
    [searchIndex, {}],
    ['@docusaurus/plugin-client-redirects', { createRedirects: latestRedirects(releases) } satisfies RedirectOptions],
  ],
  themeConfig: {
    image: 'img/social-card.png',
    colorMode: { respectPrefersColorScheme: true },
    docs: { sidebar: { hideable: true, autoCollapseCategories: false } },
    navbar: {
      title: project.title,
      logo: { alt: '', src: 'img/logo.svg' },
      items: [
        { type: 'docSidebar', sidebarId: 'operators', label: 'Operators', position: 'left' },
        { type: 'docSidebar', sidebarId: 'authors', label: 'Workflow authors', position: 'left' },
        { type: 'docSidebar', sidebarId: 'reference', label: 'Reference', position: 'left' },
        { type: 'custom-tools', position: 'right' },
        { type: 'docsVersionDropdown', position: 'right' },
        { type: 'search', position: 'right' },
      ],
    },
    // Nothing colors code in the browser; without this, the theme's own colors travel to every page.
    prism: { theme: { plain: {}, styles: [] } },
    ...(isLive && { mermaid: { theme: { light: 'neutral', dark: 'dark' }, options: mermaidOptions } }),
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
  } satisfies Preset.ThemeConfig,
};

export default config;
