/** What the workbench holds when no link brings a source. */
export const STARTING_SOURCE = `flowchart LR
  accTitle: A worker enrolls
  accDescr: A worker connects to the orchestrator with its token.
  worker[Worker] -->|token| orchestrator[Orchestrator]
`;
