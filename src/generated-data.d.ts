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
