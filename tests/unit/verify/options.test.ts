import { describe, expect, it } from 'vitest';
import { OptionError, parseOptions } from '../../../verify/options.ts';

describe('the options of the verifier', () => {
  it('runs every check when nothing is said', () => {
    expect(parseOptions(['--swamp', 'bin/swamp'])).toMatchObject({
      swamp: 'bin/swamp',
      only: [
        'help',
        'outputs',
        'messages',
        'lifecycles',
        'walkthrough',
        'placement',
        'behaviors',
        'inside',
        'recordings',
        'network',
      ],
      record: false,
      publish: false,
      program: 'binary',
    });
  });

  it('runs the checks of --only in their usual order, each once', () => {
    expect(parseOptions(['--only', 'outputs,help', '--only', 'help']).only).toEqual(['help', 'outputs']);
  });

  it('takes the patterns of --pages apart, and performs every page without it', () => {
    expect(parseOptions(['--pages', 'operators/*, authors/cancel']).pages).toEqual(['operators/*', 'authors/cancel']);
    expect(parseOptions([]).pages).toBeUndefined();
  });

  it('takes the ids of --scenarios apart, and plays every scenario without it', () => {
    expect(parseOptions(['--scenarios', 'drain, lost-step']).scenarios).toEqual(['drain', 'lost-step']);
    expect(parseOptions(['--scenes', 'queries,ssh,proxy/nginx-basic']).scenes).toEqual([
      'queries',
      'ssh',
      'proxy/nginx-basic',
    ]);
    expect(parseOptions([]).scenarios).toBeUndefined();
  });

  it.each([
    [['--scenarios', 'drains'], "--scenarios: there is no scenario 'drains'. Did you mean 'drain'?"],
    [
      ['--publish', '--only', 'behaviors,help', '--scenarios', 'drain'],
      '--publish keeps the figures of complete checks: leave --scenarios out.',
    ],
    [['--pages', ' ,'], '--pages names no page. Give paths within a version, such as operators/tokens.'],
    [['--only', 'helps'], "--only: there is no check 'helps'. Did you mean 'help'?"],
    [
      ['--only', ','],
      '--only names no check. Known: help, outputs, messages, lifecycles, walkthrough, placement, behaviors, inside, recordings, network.',
    ],
    [['--program', 'script'], "--program: 'script' is neither 'binary' nor 'source'."],
    [['--publish', '--pages', 'operators/*'], '--publish keeps the figures of complete checks: leave --pages out.'],
    [['bin/swamp'], "'bin/swamp' is no option. Give the program as --swamp <path>."],
    [['--swmap', 'x'], "Unknown option '--swmap'. See --help."],
    [['--swamp'], "Option '--swamp <value>' argument missing. See --help."],
  ])('refuses %j with a sentence that says what to do', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(new OptionError(message));
  });
});
