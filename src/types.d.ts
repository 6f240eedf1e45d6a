/** The style of a tool that is loaded by itself: a text in its file (`src/patches/first-script/plugin.ts`). */
declare module '*/values.css' {
  const style: string;
  export default style;
}

declare module '@generated/publish-diagrams/default/drafter.json' {
  /** Address of the file that draws, without a slash at its start. */
  const drafter: { readonly entry: string };
  export default drafter;
}

declare module '@generated/publish-spec/default/lifecycle.json' {
  import type { LifecycleFacts } from './tools/lifecycle/facts.ts';

  const facts: readonly LifecycleFacts[];
  export default facts;
}

declare module '@generated/publish-spec/default/help.json' {
  import type { HelpFacts } from './tools/help-check/help-facts.ts';

  const facts: HelpFacts;
  export default facts;
}

declare module '@generated/publish-spec/default/lifecycle-pictures.json' {
  import type { StatePictures } from './tools/lifecycle/state-picture.ts';

  const pictures: StatePictures;
  export default pictures;
}

declare module '@easyops-cn/docusaurus-search-local/dist/client/client/utils/highlight' {
  /** Marks words in a text and returns it as HTML in which nothing of it is markup. */
  export function highlight(content: string, tokens: string[]): string;
}

/** The list below the search box; the box of the plugin loads it by itself, and needs nothing of it typed. */
declare module '@easyops-cn/autocomplete.js';
