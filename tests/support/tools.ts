import { spawnSync } from 'node:child_process';

/** What a tool said: its exit code, and standard output and error in one text. */
export interface ToolResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Whether a program is installed on this machine. */
export function hasTool(name: string): boolean {
  // `nginx` and others of an administrator are not on the PATH of everybody.
  return spawnSync('sh', ['-c', `command -v ${name}`], { env: toolEnvironment() }).status === 0;
}

/** Runs an installed program and waits for its end. */
export function runTool(name: string, args: readonly string[], input = ''): ToolResult {
  const { status, stdout, stderr } = spawnSync(name, args, { env: toolEnvironment(), input, encoding: 'utf8' });
  return { exitCode: status, output: `${stdout}${stderr}`.trim() };
}

function toolEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}
