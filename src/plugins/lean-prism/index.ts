import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';

/**
 * Leaves the grammars that `prism-react-renderer` brings along out of the bundles. Pages show few
 * languages, and `additionalLanguages` in the configuration names them all.
 */
export default function leanPrism({ siteDir }: LoadContext): Plugin {
  return {
    name: 'lean-prism',
    configureWebpack: () => ({
      module: {
        rules: [
          {
            test: /[\\/]prism-react-renderer[\\/]dist[\\/]index\.mjs$/,
            use: [{ loader: path.join(siteDir, 'src', 'plugins', 'lean-prism', 'without-grammars.mjs') }],
          },
        ],
      },
    }),
  };
}
