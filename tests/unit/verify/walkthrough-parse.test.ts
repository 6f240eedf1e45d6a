import { describe, expect, it } from 'vitest';
import { SpecError } from '../../../src/facts/spec-error.ts';
import { parseFenceAttributes } from '../../../verify/checks/walkthrough/fence-attributes.ts';
import { parseProcedure } from '../../../verify/checks/walkthrough/parse-procedure.ts';
import { planOf } from '../../../verify/checks/walkthrough/plan.ts';
import type { Procedure } from '../../../verify/checks/walkthrough/procedure.ts';

const FILE = 'docs/operators/start.mdx';

function page(body: string, head = ''): string {
  return `---\ntitle: Start\nprocedure: true\n${head}---\n\n${body}\n`;
}

function bash(meta: string, script: string): string {
  return `\`\`\`bash ${meta}\n${script}\n\`\`\`\n`;
}

const keys = (meta: string): string => `\`\`\`keys ${meta}\nCtrl-C\n\`\`\`\n`;

function parsed(text: string, name = 'operators/start'): Procedure {
  return parseProcedure(name, FILE, text)!;
}

/** The faults that reading and planning find, as a person sees them. */
function faultsOf(text: string, others: readonly Procedure[] = []): string {
  try {
    const procedure = parsed(text);
    planOf(procedure, [...others, procedure]);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).message;
  }
}

describe('parseFenceAttributes', () => {
  it('reads plain and quoted values', () => {
    expect(parseFenceAttributes(`step=a title="Terminal 1: you" until='say "hi"'`)).toEqual({
      step: 'a',
      title: 'Terminal 1: you',
      until: 'say "hi"',
    });
  });

  it.each(['step', 'step=a title=Terminal 1', 'step=a step=b'])('refuses %s', (meta) => {
    expect(() => parseFenceAttributes(meta)).toThrow();
  });
});

describe('parseProcedure', () => {
  it('leaves other pages alone', () => {
    expect(parseProcedure('x', 'docs/x.mdx', '---\ntitle: X\n---\n\n```bash\nls\n```\n')).toBeUndefined();
  });

  it('reads commands, keys, files and looks in their order, with the line of each', () => {
    const text = page(
      [
        bash('step=make terminal=operator title="Terminal 1"', 'mkdir x'),
        '```yaml step=save file=x/a.yaml title="x/a.yaml"\na: 1\n```\n',
        bash('step=serve terminal=orchestrator until="listening on" timeout=5', 'swamp serve'),
        '<Transcript step="serve" />\n',
        `<Look step="seen" terminal="orchestrator" until='say "hi"' />\n`,
        keys('step=stop terminal=orchestrator exit=130'),
        bash('step=get terminal=operator run=no reason="needs the network"', 'curl x'),
        '```yaml\nonly: to be read\n```\n',
      ].join('\n'),
    );
    const { steps, title } = parsed(text);
    expect(title).toBe('Start');
    expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'command make',
      'file save',
      'command serve',
      'look seen',
      'keys stop',
      'command get',
    ]);
    expect(steps[0]).toMatchObject({ line: 6, terminal: 'operator', script: 'mkdir x', exit: 0, timeoutMs: 180_000 });
    expect(steps[1]).toMatchObject({ terminal: 'operator', file: 'x/a.yaml', content: 'a: 1\n' });
    expect(steps[2]).toMatchObject({ until: 'listening on', timeoutMs: 5000 });
    expect(steps[3]).toMatchObject({ terminal: 'orchestrator', until: 'say "hi"' });
    expect(steps[4]).toMatchObject({ keys: 'Ctrl-C', exit: 130 });
    expect(steps[5]).toMatchObject({ notRun: 'needs the network' });
  });

  it.each([
    [
      'a duplicate name',
      bash('step=a terminal=client', 'x') + bash('step=a terminal=client', 'y'),
      "step 'a' stands twice (first in line 6)",
    ],
    ['an unknown terminal', bash('step=a terminal=kitchen', 'x'), 'terminal Invalid option'],
    ['an unknown attribute', bash('step=a terminal=client untill=x', 'x'), 'untill'],
    ['a command that is no step', bash('', 'rm -r x'), "a 'bash' block of a procedure is a step"],
    ['run=no without a reason', bash('step=a terminal=client run=no', 'x'), 'run=no needs a reason'],
    ['a reason without run=no', bash('step=a terminal=client reason=x', 'x'), 'run=no needs a reason'],
    ['a timeout beyond bounds', bash('step=a terminal=client timeout=9999', 'x'), 'between 1 and 600'],
    ['until with several commands', bash('step=a terminal=client until=x', 'cd y\nswamp serve'), 'one command only'],
    ['until with an exit code', bash('step=a terminal=client until=x exit=1', 'y'), 'does not end'],
    ['an unknown key', '```keys step=a terminal=client\nCtrl-D\n```\n', "'Ctrl-D' is no key"],
    ['a file outside', '```yaml step=a file=../b.yaml\nx: 1\n```\n', 'no path below the current folder'],
    [
      'a transcript of no step',
      bash('step=mint terminal=client', 'x') + '\n<Transcript step="mnit" />\n',
      "Did you mean 'mint'?",
    ],
    [
      'a terminal with two titles',
      bash('step=a terminal=client title="Terminal 1"', 'x') + bash('step=b terminal=client title="Terminal 2"', 'x'),
      'called "Terminal 1" before and "Terminal 2" here',
    ],
  ])('refuses %s', (_, body, message) => {
    expect(faultsOf(page(body))).toContain(message);
  });

  it('names file and line of every fault', () => {
    const faults = faultsOf(page(bash('step=a terminal=kitchen', 'x') + bash('step=b terminal=cellar', 'x')));
    expect(faults).toMatch(/^docs\/operators\/start\.mdx:6: .*\ndocs\/operators\/start\.mdx:9: /);
  });

  it('refuses a placeholder whose pattern is none', () => {
    const head = `placeholders:\n  TOKEN: { from: a, pattern: '(' }\n`;
    expect(faultsOf(page(bash('step=a terminal=client', 'x'), head))).toMatch(/start\.mdx:5: placeholder TOKEN: /);
  });
});

describe('planOf', () => {
  const serve = bash('step=serve terminal=orchestrator until=up', 'swamp serve');
  const stop = keys('step=stop terminal=orchestrator');
  const mint = bash('step=mint terminal=operator', 'swamp token');
  const use = bash('step=use terminal=operator', 'swamp use TOKEN');
  const token = (from: string): string => `placeholders:\n  TOKEN: { from: ${from}, pattern: 'x' }\n`;

  it.each([
    [
      'a command in a busy terminal',
      serve + bash('step=a terminal=orchestrator', 'ls') + stop,
      '',
      "busy with step 'serve'",
    ],
    ['a command that nothing stops', serve, '', "step 'serve' still runs at the end"],
    ['a key where nothing runs', stop, '', "nothing runs in the terminal 'orchestrator'"],
    [
      'a look where nothing runs',
      '<Look step="a" terminal="worker" until="x" />\n',
      '',
      "nothing runs in the terminal 'worker'",
    ],
    ['a placeholder from no step', mint + use, token('mnit'), "there is no step 'mnit'. Did you mean 'mint'?"],
    ['a placeholder used too early', use + mint, token('mint'), 'used before'],
    ['a placeholder that is not used', mint, token('mint'), 'used nowhere'],
    [
      'a page that does not exist',
      mint,
      'continues: { page: operators/strat, before: stop }\n',
      "there is no procedure 'operators/strat'",
    ],
    [
      'a step that does not exist',
      mint,
      'continues: { page: first, before: stpo }\n',
      "no step 'stpo'. Did you mean 'stop'?",
    ],
  ])('refuses %s', (_, body, head, message) => {
    const first = parsed(page(serve + stop), 'first');
    expect(faultsOf(page(body, head), [first])).toContain(message);
  });

  it('puts the steps of the continued page first, up to the named one', () => {
    const first = parsed(
      page(mint + serve + bash('step=use terminal=operator', 'swamp use TOKEN') + stop, token('mint')),
      'first',
    );
    const second = parsed(page(use + stop, 'continues: { page: first, before: stop }\n'));
    const plan = planOf(second, [first, second]);
    expect(plan.before.map(({ name }) => name)).toEqual(['mint', 'serve', 'use']);
    expect(plan.placeholders.map(({ name, source }) => `${name} ${source.name}`)).toEqual(['TOKEN mint']);
  });
});
