import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEntries, answerInWords, addressOf, holdsInWords } from '../../../../src/tools/explain/answer.ts';
import { cleanLine } from '../../../../src/facts/clean-text.ts';
import { decodeLog, looksBinary } from '../../../../src/tools/explain/decode.ts';
import { askedInWords } from '../../../../src/tools/explain/answer.ts';
import { explain } from '../../../../src/tools/explain/explain.ts';
import { Matcher } from '../../../../src/tools/explain/matcher.ts';
import { jsonReport, textReport } from '../../../../src/tools/explain/report.ts';
import { entriesOf, idsIn, matcher, messagesOf, table } from '../../../support/explainer.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4';

describe('explaining lines', () => {
  it('finds messages in the order in which they came, and counts repetitions', () => {
    const text = [
      'Connecting to ws://a:1 (attempt 1)...',
      "Worker 'x' is already connected",
      'Reconnecting in 1s',
      'Connecting to ws://a:1 (attempt 2)...',
      REFUSED,
    ].join('\n');
    expect(idsIn(text)).toEqual(['connecting', 'already-connected', 'retrying', 'protocol-mismatch']);
    const { findings, order } = explain(text, matcher);
    expect(findings[0]).toMatchObject({ count: 2, lines: [1, 4] });
    expect(order.map(({ finding, line }) => [finding, line])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 4],
      [3, 5],
    ]);
  });

  it('uses the parameters in its answer', () => {
    const [finding] = messagesOf(explain(REFUSED, matcher));
    const { main } = chooseEntries(matcher, finding!.message, {});
    expect(answerInWords(main, finding!.samples[0]!.parameters)).toContain(
      'speaks protocol `2`, the orchestrator protocol `4`',
    );
  });

  it('reports a reason inside another message, too, and marks it', () => {
    const text = `connection failed 3 consecutive times before enrollment — giving up (last error: ${REFUSED})`;
    expect(messagesOf(explain(text, matcher)).map((found) => [entriesOf(found)[0]!.id, found.inside])).toEqual([
      ['gave-up', false],
      ['protocol-mismatch', true],
    ]);
  });

  it('keeps the most exact of several messages that begin alike', () => {
    expect(
      idsIn('socket closed before enrollment: NetworkError: failed to connect to WebSocket: Invalid status code: 401'),
    ).toEqual(['socket-closed-401']);
    expect(
      idsIn('socket closed before enrollment: NetworkError: failed to connect to WebSocket: Invalid status code: 418'),
    ).toEqual(['socket-closed-status']);
    expect(idsIn('socket closed before enrollment: something new')).toEqual(['socket-closed-before-enrollment']);
  });

  it('does not find words in the middle of other words', () => {
    expect(idsIn('prefetch failed')).toEqual([]);
    expect(idsIn('fetch failedly')).toEqual([]);
    expect(idsIn('fetch failed')).toEqual(['fetch-failed']);
  });

  it('joins a failed dispatch that was cut before its dash, and takes no line behind it', () => {
    const failed = '✗ Dispatch 44444444: command/shell.execute failed in 10000ms';
    for (const indentation of [' ', ' '.repeat(31)]) {
      const rows = [failed, `${indentation}— Command exited with code -1`, 'zebra crossings are known to nobody here'];
      const pasted = rows.join('\n');
      expect(idsIn(pasted)).toContain('dispatch-line-failed');
      expect(explain(pasted, matcher).unknown.map(({ text }) => text)).toEqual([rows[2]]);
    }
  });

  it('joins a message that a terminal has wrapped', () => {
    expect(idsIn('Worker protocol version 2 does not match\n                    orchestrator version 4')).toEqual([
      'protocol-mismatch',
    ]);
  });

  it('finds a message in the line after an unknown one', () => {
    expect(idsIn(`something else\n  ${REFUSED}`)).toEqual(['protocol-mismatch']);
  });

  it('knows the events of --json, and prefers the message inside them', () => {
    const events = explain(
      '{"kind":"retrying","delayMs":1000}\n{"kind":"disconnected","reason":"fetch failed"}',
      matcher,
    );
    expect(
      events.findings.map((found) => (found.kind === 'event' ? found.events[0]!.name : entriesOf(found)[0]!.id)),
    ).toEqual(['retrying', 'fetch-failed']);
  });

  it('does not take an answer at the end of a message for the whole line', () => {
    expect(idsIn('Data plane POST /data/x failed (401): {"error":"Missing or invalid session credential"}')).toEqual([
      'data-plane-401',
    ]);
  });

  it('says of unknown lines that they are unknown, with the nearest known message', () => {
    const { unknown, unknownLines } = explain("[12:00] Enrolment token 'box' has expird\nzzz qqq", matcher);
    expect(unknownLines).toBe(2);
    expect(matcher.messages[unknown[0]!.nearest!]!.text).toBe("Enrollment token '{token}' has expired");
    expect(unknown[1]!.nearest).toBeUndefined();
  });

  it('groups unknown lines that differ only in numbers', () => {
    const text = Array.from({ length: 500 }, (_, index) => `worked on item ${index}`).join('\n');
    expect(explain(text, matcher)).toMatchObject({ unknownLines: 500, unknown: [{ count: 500 }] });
  });

  it('respects the chosen protocol', () => {
    const [gaveUp] = messagesOf(
      explain(`connection failed 3 consecutive times before enrollment — giving up (last error: x)`, matcher),
    );
    expect(chooseEntries(matcher, gaveUp!.message, { protocol: 2 }).inProtocol).toBe(false);
    const [refused] = messagesOf(explain(REFUSED, matcher));
    const { main } = chooseEntries(matcher, refused!.message, { protocol: 3 });
    expect(addressOf(main, table, 3)).toBe('/protocol-3/reference/messages/enrollment#protocol-mismatch');
    expect(addressOf(main, table, undefined)).toBe(
      `/${table.protocols[0]!.path}/reference/messages/enrollment#protocol-mismatch`,
    );
  });

  it('says for which releases a variant holds', () => {
    const entry = table.messages.find(
      ({ id, holds }) => id === 'gave-up' && holds.some(({ protocol }) => protocol === 4),
    )!;
    expect(holdsInWords(entry.holds, table)).toMatch(/\bprotocol 4 \(20260812\.195234 /);
  });
});

describe('how far it is', () => {
  it('is told now and then, only forward, and not for a few lines', () => {
    const line = `${REFUSED}\n`;
    const text = line.repeat(Math.ceil(200_000 / line.length));
    const told: number[] = [];
    explain(text, matcher, (read) => told.push(read));
    expect(told.length).toBeGreaterThan(5);
    expect(told.length).toBeLessThan(20);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(text.length);
    explain(line, matcher, () => expect.unreachable('a line is read at once'));
  });
});

describe('hostile input', () => {
  it.each([
    ['NULs', `\0${REFUSED.split('').join('\0')}\0`],
    ['marks of writing direction', `\u202e${REFUSED}\u202c\u200b`],
    ['a link of a terminal', `\u001b]8;;http://x\u0007${REFUSED}\u001b]8;;\u0007`],
    ['an unfinished control sequence', `${REFUSED} \u001b[31`],
    ['halves of characters', `\ud800 ${REFUSED} \udfff`],
    ['other quotes and blanks', `\u201c${REFUSED.replaceAll(' ', '\u00a0')}\u201d`],
  ])('%s do not hide a message', (_, text) => {
    expect(idsIn(text)).toEqual(['protocol-mismatch']);
  });

  it('keeps values harmless and short', () => {
    const [found] = messagesOf(explain(`Disconnected: ${'<img src=x onerror=alert(1)>'.repeat(1000)}\ud800`, matcher));
    expect(found!.samples[0]!.parameters.reason!.length).toBeLessThanOrEqual(301);
    expect(found!.excerpt).not.toMatch(/\p{Surrogate}/u);
  });

  it('survives JSON of any depth', () => {
    expect(() => explain('['.repeat(200_000), matcher)).not.toThrow();
    expect(() => explain(`${'['.repeat(200_000)}"fetch failed"${']'.repeat(200_000)}`, matcher)).not.toThrow();
    expect(idsIn(`${'{"a":'.repeat(500)}"${REFUSED}"${'}'.repeat(500)}`)).toEqual(['protocol-mismatch']);
  });

  it('never throws, and keeps order and counts, whatever stands between messages', () => {
    const pieces = table.messages.slice(0, 60).map(({ text }) => text.replace(/\{[a-zA-Z]+\}/g, '7'));
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(...pieces),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r', ' ', ''),
        (parts, glue) => {
          const { findings, order, unknownLines, lines, unknown } = explain(parts.join(glue), matcher);
          const first = findings.map((_, position) => order.find(({ finding }) => finding === position)!.line);
          expect(first).toEqual([...first].sort((a, b) => a - b));
          expect(order.map(({ line }) => line)).toEqual(order.map(({ line }) => line).sort((a, b) => a - b));
          expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(order.length);
          expect(unknown.reduce((sum, { count }) => sum + count, 0)).toBe(unknownLines);
          expect(lines).toBeLessThanOrEqual(parts.join(glue).length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the same in a window as in a short line', () => {
    const filler = 'x '.repeat(8_000);
    for (let shift = 0; shift < 2_400; shift += 300) {
      expect(idsIn(`${'y'.repeat(shift)} ${filler}${REFUSED} ${filler}`)).toEqual(['protocol-mismatch']);
    }
    const { findings } = explain(Array.from({ length: 3_000 }, () => REFUSED).join(' '), matcher);
    expect(findings).toMatchObject([{ count: 3_000 }]);
  });
});

describe('reports', () => {
  it('write each finding with cause, fix and address', () => {
    const explanation = explain(`${REFUSED}\nnobody knows this`, matcher);
    const text = textReport(explanation, { matcher, protocol: 3, site: 'https://docs.example' });
    expect(text).toContain('https://docs.example/protocol-3/reference/messages/enrollment#protocol-mismatch');
    expect(text).toContain('Cause: ');
    expect(text).toContain('The worker gives up at once, with exit code 1.');
    expect(text).toContain('nobody knows this');
    expect(jsonReport(explanation, { matcher, site: '' })).toMatchObject({
      findings: [{ id: 'protocol-mismatch', samples: [{ parameters: { worker: '2', orchestrator: '4' } }] }],
      unknown: [{ text: 'nobody knows this' }],
    });
  });
});

describe('bytes', () => {
  it('are read as UTF-8, and as UTF-16 when they say so', () => {
    const wide = new Uint8Array([0xff, 0xfe, ...[...'fetch failed'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(idsIn(decodeLog(wide))).toEqual(['fetch-failed']);
    expect(idsIn(decodeLog(new TextEncoder().encode('✓ Enrolled as alpha')))).toEqual(['enrolled']);
    expect(looksBinary(wide)).toBe(false);
    expect(looksBinary(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6]))).toBe(true);
    expect(looksBinary(new TextEncoder().encode('\u001b[31mred\u001b[0m\n'.repeat(50)))).toBe(false);
  });

  it('lose nothing but what cannot be seen', () => {
    expect(cleanLine('a\u001b[1;31mb\u001b[0mc\0d\te')).toBe('abcd\te');
  });
});

describe('the budget', () => {
  const messages = matcher.messages.map(({ text }) => text.replace(/\{[a-zA-Z]+\}/g, '7'));
  const log = Array.from({ length: 1_000 }, (_, index) =>
    index % 3 === 0
      ? `2026-01-01 12:00:00.000 +00:00 [INF] serve: ${messages[index % messages.length]}`
      : `2026-01-01 12:00:00.000 +00:00 [INF] scheduler: did thing number ${index} of ${'abcdefgh'[index % 8]}`,
  ).join('\n');

  it('is 100 ms for 1,000 lines', () => {
    // The least of several: processor time also counts the collection of garbage, and what a shared processor loses.
    const costs = Array.from({ length: 10 }, () => cpuTime(() => explain(log, matcher)));
    expect(Math.min(...costs)).toBeLessThan(100);
  });

  const SIZE = 5_000_000;
  const crafted: readonly (readonly [string, string])[] = [
    ['a repeated beginning', 'Could not connect to '],
    ['a repeated beginning of a quoted name', "Worker '"],
    ['one letter', 'a'],
    ['digits', '1'],
    ['quotes', '"'],
    ['backslashes', '\\"'],
    ['NULs', '\0'],
    ['line ends', '\n'],
    ['returns', '\r'],
    ['wrapped lines', '  x\n'],
    ['open brackets', '['],
    ['open objects', '{"'],
    ['control sequences', '\u001b['],
    ['terminal commands', '\u001b]'],
    ['lines of JSON', '{"error":"x"}\n'],
    [
      'everything but the end of each message',
      matcher.messages
        .map(({ text }) =>
          text
            .split(/\{\w+\}/)
            .slice(0, -1)
            .join('x'),
        )
        .join(' '),
    ],
    ['every message', `${messages.join('\n')}\n`],
    ['every message in one line', `${messages.join(' ')} `],
    ['an ordinary log', `${log}\n`],
  ];

  it.each(crafted)('holds for 5 MB of %s, and grows with the length of the input, not with its square', (_, piece) => {
    const textOf = (size: number): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    const costOf = (text: string): number => cpuTime(() => explain(text, matcher));
    const small = textOf(SIZE / 16);
    costOf(small);
    const single = Math.min(costOf(small), costOf(small));
    const large = costOf(textOf(SIZE));
    expect(large).toBeLessThan(16 * single * 3 + 500);
    // Measured: at most 2.5 s on one slow core, and 12.5 s beside a dozen other programs.
    expect(large).toBeLessThan(60_000);
  });
});

describe('a planted mistake', () => {
  const [message] = table.messages.filter(({ id }) => id === 'protocol-mismatch');

  it('in the text of a message makes it unknown', () => {
    const wrong = new Matcher({ ...table, messages: [{ ...message!, text: message!.text.replace('match', 'fit') }] });
    expect(explain(REFUSED, wrong)).toMatchObject({ findings: [], unknownLines: 1 });
  });

  it('in the kind of a parameter makes it unknown', () => {
    const parameters = { ...message!.parameters, worker: { kind: 'name' as const, meaning: '' } };
    const text = REFUSED.replace('2', 'two');
    expect(explain(text, matcher).findings).toEqual([]);
    expect(explain(text, new Matcher({ ...table, messages: [{ ...message!, parameters }] })).findings).toHaveLength(1);
  });
});

describe('the message that a reader came from', () => {
  const lines = 'a line of a step\nEnrollment failed: Enrollment token "alpha" has been revoked.\n';

  it('is told with its place, or that it is not there', () => {
    expect(askedInWords('token-revoked', explain(lines, matcher), matcher)).toMatch(/is in these lines\. Line 2\.$/);
    expect(askedInWords('token-revoked', explain('another line\n', matcher), matcher)).toMatch(
      /^`.+` is not in these lines\.$/,
    );
  });

  it('is passed over when there is none of this id', () => {
    expect(askedInWords('no-such-message', explain(lines, matcher), matcher)).toBeUndefined();
  });
});
