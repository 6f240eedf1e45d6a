import type { Plugin } from '@docusaurus/types';
import { aliasesFirst } from '../aliases-first.ts';
import { withoutPages } from './version-data.ts';

/** What Docusaurus gives the pages of a version: the sidebars, and the title and description of every page. */
const VERSION_DATA = /[\\/]docusaurus-plugin-content-docs[\\/]default[\\/]p[\\/][^\\/]+\.json$/;

/** Leaves out of the bundles what no page of this site uses, and Docusaurus brings all the same. */
export default function leanScripts(): Plugin {
  return {
    name: 'lean-scripts',
    configureWebpack: () => ({
      module: { rules: [{ test: VERSION_DATA, type: 'json', parser: { parse: withoutPages } }] },
      // Code is colored while the site is built (`src/markdown/code/`), but the classic theme loads the
      // library on every page, only to hand it to `prism-include-languages`.
      ...aliasesFirst({ 'prism-react-renderer$': false }),
    }),
  };
}
