import { planCommand } from './lib/plan-command.ts';

// npm runs a script in the folder of its package; files are named from where the reader stands.
process.chdir(process.env['INIT_CWD'] ?? '.');
process.exitCode = await planCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
