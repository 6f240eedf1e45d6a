import { carryCommand } from './carry/carry-command.ts';
import { projectRoot } from './lib/project-root.ts';

process.exitCode = carryCommand(process.argv.slice(2), {
  root: projectRoot,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
