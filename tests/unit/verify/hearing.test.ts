import { describe, expect, it } from 'vitest';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import type { Message } from '../../../src/facts/schema/message.ts';
import { messageSchema } from '../../../src/facts/schema/message.ts';
import { findingsOf } from '../../../verify/finding.ts';
import { Hearing, withHeard } from '../../../verify/hearing.ts';
import type { FinishedProcess } from '../../../verify/harness/index.ts';

const release = parseRelease('20260822.011157')!;

function message(
  id: string,
  text: string,
  printedBy: Message['printedBy'],
  more: Partial<Message> = {},
): Sourced<Message> {
  const value = messageSchema.parse({
    id,
    text,
    printedBy,
    parameters: text.includes('{name}') ? { name: { kind: 'name', meaning: 'Its name.' } } : {},
    phase: 'session',
    severity: 'info',
    cause: 'It is so.',
    fix: 'Nothing.',
    evidence: 'run',
    ...more,
  });
  return { value, file: 'spec/messages.yaml', lineOf: () => 1 };
}

const messages = [
  message('gone', 'Worker {name} is gone', ['orchestrator']),
  message('lost', 'the connection was lost', ['worker']),
  message('empty', 'Nothing is here', ['command']),
  message('past', 'Nothing was there', ['command'], { until: parseRelease('20260801.000000')! }),
];

function printed(command: string, stdout: string, of = release): FinishedProcess {
  const ended = { exitCode: 0, signal: null, timedOut: false, flooded: false, durationMs: 1 };
  return { command, release: of, cwd: '/', stdout, stderr: '', ...ended };
}

function heardOf(...processes: readonly FinishedProcess[]): readonly string[] | undefined {
  const hearing = new Hearing({ release, runtime: 'deno 2.8.3' }, messages);
  hearing.during('behaviors');
  processes.forEach((ended) => hearing.hear(ended));
  return hearing.heard().get('behaviors');
}

describe('hearing messages', () => {
  it('takes a line that is a message, behind what the log puts before it', () => {
    const log = '2026-11-23T01:39:18.836Z [WRN] serve·workers: Worker alpha is gone';
    expect(heardOf(printed('swamp serve --port 1', log))).toEqual(['gone']);
    expect(heardOf(printed('swamp worker connect ws://127.0.0.1:1', 'Disconnected: the connection was lost'))).toEqual([
      'lost',
    ]);
  });

  it('takes what a shell shows, whoever of the program printed it', () => {
    expect(heardOf(printed("swamp -c 'swamp worker list'", 'Nothing is here\nthe connection was lost'))).toEqual([
      'empty',
      'lost',
    ]);
  });

  it.each([
    ['a part of a line', printed('swamp serve', 'They say: Worker alpha is gone, at last')],
    ['a line of the wrong side', printed('swamp worker list', 'Worker alpha is gone')],
    [
      'a line of a daemon command that only the orchestrator has',
      printed('swamp serve daemon status', 'Worker a is gone'),
    ],
    ['another release', printed('swamp serve', 'Worker alpha is gone', parseRelease('20260801.000000')!)],
    ['a program that is no swamp', { ...printed('swamp serve', 'Worker alpha is gone'), release: undefined }],
    ['a message that the release has no more', printed('swamp worker list', 'Nothing was there')],
  ])('does not take %s', (_, ended) => {
    expect(heardOf(ended)).toEqual([]);
  });

  it('counts what was printed for the check that ran, and begins anew when it runs again', () => {
    const hearing = new Hearing({ release, runtime: 'deno 2.8.3' }, messages);
    hearing.hear(printed('swamp worker list', 'Nothing is here'));
    hearing.during('help');
    hearing.hear(printed('swamp worker list', 'Nothing is here'));
    hearing.during('outputs');
    hearing.hear(printed('swamp serve', 'Worker alpha is gone'));
    expect(hearing.heard()).toEqual(
      new Map([
        ['help', ['empty']],
        ['outputs', ['gone']],
      ]),
    );
    hearing.during('help');
    expect(hearing.heard().get('help')).toEqual([]);
  });
});

describe('what was heard', () => {
  const heard = new Map([['behaviors', ['gone']]] as const);
  const notRun = findingsOf('messages').notRun('gone', 'nobody provokes it', { file: 'spec/m.yaml', line: 7 });

  it('proves the text of a message that no scenario provokes', () => {
    expect(withHeard([notRun], heard)).toEqual([
      findingsOf('messages').agrees('gone: text (printed during behaviors)', { file: 'spec/m.yaml', line: 7 }),
    ]);
  });

  it('changes neither what differs, nor other checks, nor other messages', () => {
    const others = [
      findingsOf('messages').differs('gone', 'a', 'b'),
      findingsOf('outputs').notRun('gone', 'never seen'),
      findingsOf('messages').notRun('lost', 'nobody provokes it'),
    ];
    expect(withHeard(others, heard)).toEqual(others);
  });
});
