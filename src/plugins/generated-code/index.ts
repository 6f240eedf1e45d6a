import type { Plugin } from '@docusaurus/types';

/** The part of a bundler that the plugin uses; webpack and Rspack agree on it. */
interface Compiler {
  readonly webpack: { readonly sources: { readonly RawSource: new (text: string) => object } };
  readonly hooks: {
    readonly thisCompilation: {
      tap(name: string, added: (compilation: Compilation) => void): void;
    };
  };
}

interface Compilation {
  readonly hooks: { readonly processAssets: { tap(name: string, add: () => void): void } };
  emitAsset(name: string, source: object): void;
}

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
      ...(isServer && { plugins: [{ apply: markAsCommonJs }] }),
    }),
  };
}

/** Puts a `package.json` beside the server bundle. */
function markAsCommonJs(compiler: Compiler): void {
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    compilation.hooks.processAssets.tap(NAME, () => {
      compilation.emitAsset('package.json', new compiler.webpack.sources.RawSource('{"type":"commonjs"}'));
    });
  });
}
