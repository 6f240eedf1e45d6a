import { planCommand } from './lib/plan-command.ts';

process.exitCode = await planCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
