import type { Plugin } from '@docusaurus/types';

/**
 * Leaves Prism out of the bundles. Code is colored while the site is built (`src/code/`), but the
 * classic theme loads the library on every page, only to hand it to `prism-include-languages`.
 */
export default function withoutPrism(): Plugin {
  return {
    name: 'without-prism',
    configureWebpack: () => ({ resolve: { alias: { 'prism-react-renderer$': false } } }),
  };
}
