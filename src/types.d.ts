declare module '@generated/publish-spec/default/lifecycle.json' {
  import type { LifecycleFacts } from './tools/lifecycle/facts.ts';

  const facts: readonly LifecycleFacts[];
  export default facts;
}
