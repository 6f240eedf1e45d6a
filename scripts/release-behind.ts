import { behindCommand } from './lib/behind-command.ts';
import { projectRoot } from './lib/project-root.ts';

process.exitCode = await behindCommand(process.argv.slice(2), {
  root: projectRoot,
  now: new Date(),
  stdin: process.stdin,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
