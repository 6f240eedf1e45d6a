export { processesAtHomeIn } from './orphans.ts';
export { freePort } from './ports.ts';
export {
  commandLine,
  DEFAULT_TIMEOUT_MS,
  environmentFor,
  howItEnded,
  lastLines,
  ProcessGroup,
  runSwamp,
  startSwamp,
} from './process.ts';
export type { FinishedProcess, LaunchContext, LaunchOptions, OutputMark, RunningProcess } from './process.ts';
export { SCRATCH_PREFIX, ScratchFactory } from './scratch.ts';
export type { Scratch } from './scratch.ts';
