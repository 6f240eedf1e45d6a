import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { aliasesFirst } from '../aliases-first.ts';
import { replaceClientModule } from '../replace-module.ts';
import { clientConfig } from './client-config.ts';
import { withoutPages } from './version-data.ts';

const NAME = 'lean-scripts';

/** What Docusaurus gives the pages of a version: the sidebars, and the title and description of every page. */
const VERSION_DATA = /[\\/]docusaurus-plugin-content-docs[\\/]default[\\/]p[\\/][^\\/]+\.json$/;

/** Leaves out of the bundles what no page of this site uses, and Docusaurus brings all the same. */
export default function leanScripts({ generatedFilesDir, siteConfig, siteDir }: LoadContext): Plugin {
  const client = path.join(siteDir, 'src/patches/lean-scripts/client');
  const config = path.join(generatedFilesDir, NAME, 'config.json');
  return {
    name: NAME,
    configureWebpack: (_config, isServer, { currentBundler }) => {
      if (!isServer) {
        mkdirSync(path.dirname(config), { recursive: true });
        writeFileSync(config, JSON.stringify(clientConfig(siteConfig)));
      }
      return {
        module: { rules: [{ test: VERSION_DATA, type: 'json', parser: { parse: withoutPages } }] },
        ...aliasesFirst({
          // Code is colored while the site is built (`src/markdown/code/`), but the classic theme loads the
          // library on every page, only to hand it to `prism-include-languages`.
          'prism-react-renderer$': false,
          ...(!isServer && {
            '@generated/docusaurus.config$': config,
            // Nearly every page comes before its bar would be shown.
            nprogress$: path.join(client, 'progress-bar.ts'),
            // All helpers of TypeScript, for one of them.
            tslib$: path.join(client, 'tslib.ts'),
          }),
        }),
        // Switched off in the configuration, it stays in the bundle all the same.
        plugins: [replaceClientModule(currentBundler, 'BaseUrlIssueBanner', path.join(client, 'nothing.ts'))],
      };
    },
  };
}
