import { describe, expect, it } from 'vitest';
import { helpFactsOf } from '../../../../src/publish/facts/help-facts-of.ts';
import { checkHelp, LARGEST_HELP } from '../../../../src/tools/help-check/check-help.ts';
import { cpuTime } from '../../../support/cpu-time.ts';
import { helpPages } from '../../../support/help-pages.ts';
import { releasedSpecs } from '../../../support/facts.ts';

const facts = helpFactsOf(releasedSpecs);

describe.each(releasedSpecs)('the help of protocol $protocol.number', (spec) => {
  const { first, last, label } = spec.protocol;

  it.each([first, last])('of every command at %s is as these pages say', (release) => {
    for (const [command, text] of helpPages(spec, release)) {
      const [checked, ...more] = checkHelp(text, facts);
      expect(more).toEqual([]);
      expect(checked, command).toMatchObject({ command, release, protocol: label, described: true, differences: [] });
      expect(checked!.flags).toBeGreaterThan(0);
    }
  });

  it('with a flag, a value and a subcommand of its own is different in these', () => {
    const pages = helpPages(spec, last);
    const connect = pages
      .get('worker connect')!
      .replace(/^( {2}--no-reconnect.*)$/m, '$1\n  --planted  <n>  - Planted.')
      .replace(/--label(\s+)<label>/, '--label$1<planted>')
      .replace(/^ {2}--token .*\n(?: {5,}.*\n)*/m, '');
    const group = pages.get('worker')!.replace(/^ {2}connect .*$/m, '  planted  - Planted.');
    const [ofConnect, ofGroup] = checkHelp(`${connect}\n${group}`, facts);
    expect(ofConnect!.differences).toEqual([
      { name: '--token', words: 'these pages have it, your help does not' },
      { name: '--label', words: 'value: these pages say label, your help planted' },
      { name: '--planted', words: 'your help has it, these pages do not' },
    ]);
    expect(ofGroup!.differences).toEqual([
      { name: 'connect', words: 'these pages have the subcommand, your help does not' },
      { name: 'planted', words: 'your help has the subcommand, these pages do not' },
    ]);
  });
});

describe('a pasted help', () => {
  const [newest] = releasedSpecs;
  const { last, first } = newest!.protocol;
  const help = helpPages(newest!, last).get('worker connect')!;

  it('of a release that is newer than all is compared with the newest, and says so', () => {
    const [checked] = checkHelp(help.replace(/^Version:.*$/m, 'Version: 20991231.000000.0-sha.01234567'), facts);
    expect(checked).toMatchObject({ standing: 'newer-than-known', asked: last, differences: [] });
  });

  it('without its release is compared with the newest', () => {
    const [checked] = checkHelp(help.replace(/^Version:.*\n/m, ''), facts);
    expect(checked).toMatchObject({ release: undefined, standing: undefined, asked: last, differences: [] });
  });

  it('that has a flag of a later release says from when these pages have it', () => {
    const [checked] = checkHelp(help.replace(/^Version:.*$/m, `Version: ${first}`), facts);
    const words = checked!.differences.map((difference) => difference.words);
    expect(words.some((one) => /these pages only from \d{8}\.\d{6}/.test(one))).toBe(true);
  });

  it.each([
    ['indented', (text: string) => text.replace(/^(?=.)/gm, '    ')],
    ['quoted', (text: string) => text.replace(/^/gm, '> ')],
    ['with line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['colored', (text: string) => text.replace('Usage:', '\u001b[1mUsage:\u001b[22m')],
    ['after a prompt', (text: string) => `$ swamp worker connect --help\n${text}`],
  ])('%s is read', (_, carry) => {
    expect(checkHelp(carry(help), facts)).toMatchObject([{ command: 'worker connect', differences: [] }]);
  });

  it('of a command that no page describes says so', () => {
    const [checked] = checkHelp(
      'Usage:   swamp vault create\nVersion: 20260822.011157.0\n\nOptions:\n\n  --x  - X.\n',
      facts,
    );
    expect(checked).toMatchObject({ command: 'vault create', described: false, differences: [] });
  });

  it.each([
    ['nothing', ''],
    ['a log', 'INF worker·connect Connecting to ws://127.0.0.1:9090\n'.repeat(100)],
    ['a usage line alone', 'Usage:'],
    ['another program', '  Usage: docker run [OPTIONS] IMAGE'],
  ])('that is %s is no help of swamp', (_, text) => {
    expect(checkHelp(text, facts).filter(({ described }) => described)).toEqual([]);
  });

  it.each([
    ['5 MB of one line', `Usage:   swamp worker connect ${'<a> '.repeat(1_250_000)}`],
    ['options without end', `Usage:   swamp worker\n\nOptions:\n\n${'  --a  <b> <b> <b> x\n'.repeat(250_000)}`],
    ['100,000 usage lines', 'Usage: swamp worker\n'.repeat(100_000)],
    ['blanks', `Usage: swamp worker\n\nOptions:\n\n  --a${' '.repeat(LARGEST_HELP)}- b`],
  ])('of %s costs little, and has a bounded answer', (_, text) => {
    let answers = 0;
    expect(cpuTime(() => (answers = checkHelp(text, facts).length))).toBeLessThan(5_000);
    expect(answers).toBeLessThanOrEqual(300);
  });
});
