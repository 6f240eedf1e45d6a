import { explainCommand } from './lib/explain-command.ts';

process.exitCode = await explainCommand(process.argv.slice(2), {
  stdin: process.stdin,
  env: process.env,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
