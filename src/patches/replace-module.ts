import type { CurrentBundler } from '@docusaurus/types';

/** Where Docusaurus keeps what it runs in a browser besides the theme. */
const CLIENT = /[\\/]@docusaurus[\\/]core[\\/]lib[\\/]client$/;

/**
 * A plugin of the bundler that takes another file wherever a module of Docusaurus' browser code asks
 * for its neighbor. No alias can do that, for such a request is relative.
 *
 * @param name - the neighbor, as in `./name`.
 * @param by - absolute path of the file to take.
 */
export function replaceClientModule(
  { instance: bundler }: CurrentBundler,
  name: string,
  by: string,
): InstanceType<CurrentBundler['instance']['NormalModuleReplacementPlugin']> {
  return new bundler.NormalModuleReplacementPlugin(
    new RegExp(`^\\./${name}$`),
    (resolved: { readonly context: string; request: string }) => {
      if (CLIENT.test(resolved.context)) {
        resolved.request = by;
      }
    },
  );
}
