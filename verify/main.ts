import { leaveNothingBehind, ProcessGroup, ScratchFactory } from './harness/index.ts';
import { EXIT_CODES } from './report.ts';
import { verifyCommand } from './verify-command.ts';

const scratches = new ScratchFactory();
const processes = new ProcessGroup();

function print(text: string): void {
  process.stdout.write(text);
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

leaveNothingBehind({ scratches, processes, progress });

try {
  process.exitCode = await verifyCommand(process.argv.slice(2), { scratches, processes, print, progress });
} catch (error) {
  progress(`The verifier itself failed: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = EXIT_CODES['not-run'];
}
// A descendant of a killed process may hold a stream open: do not wait for it.
process.exit();
