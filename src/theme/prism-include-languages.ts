/** Code is colored while the site is built (`src/markdown/code/`): there is no Prism to teach languages to. */
export default function prismIncludeLanguages(): void {}
