import type { Plugin } from '@docusaurus/types';

/**
 * Lets the bundler read the code that Docusaurus generates as what it is. The project is
 * `"type": "module"`, and so the bundler would take `.docusaurus/*.js` for strict ES modules, in
 * which the `require.resolveWeak` of the route registry does not exist.
 */
export default function generatedCode(): Plugin {
  return {
    name: 'generated-code',
    configureWebpack: () => ({
      module: { rules: [{ test: /[\\/]\.docusaurus[\\/].+\.js$/, type: 'javascript/auto' }] },
    }),
  };
}
