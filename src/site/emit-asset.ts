/** The part of a bundler that is used here; webpack and Rspack agree on it. */
interface Compiler {
  readonly webpack: { readonly sources: { readonly RawSource: new (text: string) => object } };
  readonly hooks: {
    readonly thisCompilation: { tap(name: string, added: (compilation: Compilation) => void): void };
  };
}

interface Compilation {
  readonly hooks: { readonly processAssets: { tap(name: string, add: () => void): void } };
  emitAsset(name: string, source: object, info: { readonly minimized: boolean }): void;
}

/**
 * A plugin of the bundler that writes one more file among those that it makes.
 *
 * @param name - of the plugin that asks for it.
 * @param file - path below the folder of the bundles.
 * @param text - what the file holds.
 * @param asItIs - `false` lets the bundler shorten the text once more. It takes away the scope of a script's
 *   names then, so that only one such script may be on a page.
 */
export function emitAsset(
  name: string,
  file: string,
  text: string,
  asItIs = true,
): { apply(compiler: Compiler): void } {
  return {
    apply: (compiler) => {
      compiler.hooks.thisCompilation.tap(name, (compilation) => {
        compilation.hooks.processAssets.tap(name, () => {
          compilation.emitAsset(file, new compiler.webpack.sources.RawSource(text), { minimized: asItIs });
        });
      });
    },
  };
}
