import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import purgeCss from '@fullhuman/postcss-purgecss';
import type { UserDefinedOptions } from '@fullhuman/postcss-purgecss';
import type { LoadContext, Plugin, PostCssOptions } from '@docusaurus/types';
import type { Plugin as PostCssPlugin, Root } from 'postcss';

/** The style sheets that bring more than a page uses: Infima, below the classic theme, and that of the search plugin. */
const PURGED = /[\\/](?:infima|docusaurus-search-local)[\\/]/;

/** Whatever can put a class on an element: our sources, and those of the packages that a page is made of. */
const SOURCES = [
  'src/{markdown,pages,patches,theme,tools,ui}/**/*.{ts,tsx,mdx}',
  'node_modules/@docusaurus/{core/lib/client,theme-common/lib}/**/*.js',
  // There is no blog, and these parts are ours (`src/theme/`).
  'node_modules/@docusaurus/theme-classic/lib/theme/*.js',
  'node_modules/@docusaurus/theme-classic/lib/theme/!(Blog*|DocCard*|DocCategory*|DocVersionBanner|Footer|NotFound)/**/*.js',
  'node_modules/@docusaurus/plugin-content-docs/lib/client/**/*.js',
  'node_modules/@easyops-cn/docusaurus-search-local/dist/client/client/theme/**/*.{js,jsx}',
];

/** What of these no page is made of: parts that ours replace (`src/theme/`), and parts that this site has no use for. */
const UNUSED = [
  'theme-classic/lib/theme/{AnnouncementBar,TabItem,Tabs}/**',
  'theme-classic/lib/theme/DocSidebar/Desktop/**',
  'theme-classic/lib/theme/DocSidebarItem/{Category,Link}/**',
  'theme-classic/lib/theme/DocTag*/**',
  'theme-classic/lib/theme/Navbar/{Layout,MobileSidebar}/**',
  'theme-classic/lib/theme/NavbarItem/{DropdownNavbarItem,LocaleDropdownNavbarItem}/**',
  'docusaurus-search-local/dist/client/client/theme/SearchBar/SuggestionTemplate.js',
];

/** Folders whose style sheets use the custom properties of Infima. */
const READERS = [
  'src',
  'node_modules/@docusaurus/theme-classic/lib',
  'node_modules/@easyops-cn/docusaurus-search-local',
];

/** Elements that Markdown makes, of which no source speaks. */
const ELEMENTS =
  'a blockquote body br code del details em h1 h2 h3 h4 h5 h6 hr html img input kbd li ol p pre root strong sub summary sup table tbody td th thead tr ul';

/** Leaves the rules and custom properties that nothing uses out of the style sheets of others. */
export default function leanCss({ siteDir }: LoadContext): Plugin {
  return {
    name: 'lean-css',
    configurePostCss: (options: PostCssOptions) => ({
      ...options,
      // Before the rules are put into a layer: PurgeCSS passes over every second rule of those that came into one.
      plugins: [withoutUnusedRules(siteDir), ...options.plugins],
    }),
  };
}

/** The plugin of PostCSS. PurgeCSS looks at every style sheet that it is given, so it is given only {@link PURGED}. */
function withoutUnusedRules(root: string): PostCssPlugin {
  const { OnceExit: purge } = purgeCss(purgeOptions(root)) as { OnceExit(sheet: Root, helpers: object): Promise<void> };
  const readElsewhere = new Set(READERS.flatMap((folder) => propertiesReadIn(path.join(root, folder))));
  return {
    postcssPlugin: 'without-unused-rules',
    Once: async (sheet, helpers) => {
      if (PURGED.test(sheet.source?.input.file ?? '')) {
        await purge(sheet, helpers);
        removeUnreadProperties(sheet, readElsewhere);
      }
    },
  };
}

/** What PurgeCSS has to know of this site. */
function purgeOptions(root: string): UserDefinedOptions {
  return {
    content: [
      ...SOURCES.map((glob) => path.posix.join(root.split(path.sep).join('/'), glob)),
      { raw: ELEMENTS, extension: 'txt' },
    ],
    skippedContentGlobs: UNUSED.map((glob) => path.posix.join('**', glob)),
  };
}

/**
 * Removes the custom properties of Infima that nothing reads. PurgeCSS could, but follows only the first of several
 * definitions of a property: what `.alert--info` reads would go, for `.alert--secondary` comes first.
 */
function removeUnreadProperties(sheet: Root, readElsewhere: ReadonlySet<string>): void {
  const read = new Set(readElsewhere);
  sheet.walkDecls(({ value }) => namesIn(value).forEach((name) => read.add(name)));
  let removed = false;
  sheet.walkDecls(/^--ifm-/, (declaration) => {
    if (!read.has(declaration.prop)) {
      declaration.remove();
      removed = true;
    }
  });
  if (removed) {
    // What only these read is read by nothing now.
    removeUnreadProperties(sheet, readElsewhere);
  }
}

function namesIn(text: string): string[] {
  return text.match(/--ifm-[\w-]+/g) ?? [];
}

/** Names of the custom properties of Infima that the style sheets and scripts of a folder read. */
function propertiesReadIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:css|js|tsx?)$/.test(file))
    .flatMap((file) => namesIn(readFileSync(path.join(folder, file), 'utf8')));
}
