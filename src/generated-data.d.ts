/** What `src/publish/facts` hands to the pages at build time. */
declare module '@generated/publish-spec/default/messages.json' {
  import type { MessageTable } from './tools/explain/table.ts';

  const table: MessageTable;
  export default table;
}

declare module '@generated/publish-spec/default/examples.json' {
  import type { Example } from './tools/explain/examples.ts';

  const examples: readonly Example[];
  export default examples;
}

/** What `src/publish/plan-page` hands to the page that plans workflows. */
declare module '@generated/plan-page/default/rules.json' {
  import type { PlanRules } from './tools/plan/rules.ts';

  const rules: PlanRules;
  export default rules;
}

declare module '@generated/plan-page/default/examples.json' {
  import type { PlanExample } from './markdown/plan-examples.ts';

  const examples: readonly PlanExample[];
  export default examples;
}

declare module '@generated/plan-page/default/choices.json' {
  /** What the examples of each protocol are called; their files are loaded when one is pressed. */
  const choices: readonly {
    readonly protocol: number;
    readonly examples: readonly { readonly id: string; readonly label: string }[];
  }[];
  export default choices;
}

declare module '@generated/plan-page/default/style.json' {
  const style: { readonly css: string };
  export default style;
}
