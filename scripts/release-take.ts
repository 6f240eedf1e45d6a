import { leaveNothingBehind, ProcessGroup, ScratchFactory } from '../verify/harness/index.ts';
import { projectRoot } from './lib/project-root.ts';
import { takeCommand } from './take/take-command.ts';

const scratches = new ScratchFactory();
const processes = new ProcessGroup();
const complain = (text: string): void => void process.stderr.write(text);

leaveNothingBehind({ scratches, processes, progress: (line) => complain(`${line}\n`) });

process.exitCode = await takeCommand(process.argv.slice(2), {
  root: projectRoot,
  scratches,
  processes,
  print: (text) => process.stdout.write(text),
  complain,
});
// A descendant of a killed process may hold a stream open: do not wait for it.
process.exit();
