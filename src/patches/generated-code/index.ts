import type { Plugin } from '@docusaurus/types';
import { emitAsset } from '../../site/emit-asset.ts';

const NAME = 'generated-code';

/**
 * Lets a project that is `"type": "module"` be built by Docusaurus, whose generated code and server
 * bundle are CommonJS in `.js` files:
 *
 * - the bundler would take `.docusaurus/*.js` for strict ES modules, in which the
 *   `require.resolveWeak` of the route registry does not exist;
 * - Node would refuse the chunks of the server bundle, and every page would be rendered as an error.
 */
export default function generatedCode(): Plugin {
  return {
    name: NAME,
    configureWebpack: (_config, isServer) => ({
      module: { rules: [{ test: /[\\/]\.docusaurus[\\/].+\.js$/, type: 'javascript/auto' }] },
      ...(isServer && { plugins: [emitAsset(NAME, 'package.json', '{"type":"commonjs"}')] }),
    }),
  };
}
