import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/tools/explain/explain.ts';
import type { Explanation } from '../../../../src/tools/explain/explanation.ts';
import { runtimeNote } from '../../../../src/facts/message-runtime.ts';
import { messageMatcher } from '../../../../src/facts/message-pattern.ts';
import { fillIn } from '../../../../src/facts/message-text.ts';
import type { ProtocolSpec } from '../../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../../src/facts/release.ts';
import type { Message, ParameterKind } from '../../../../src/facts/schema/message.ts';
import { entriesOf, matcher, messagesOf, specs } from '../../../support/explainer.ts';

const SAMPLES: Readonly<Record<ParameterKind, string>> = {
  name: 'alpha-7',
  number: '42',
  word: 'running',
  url: 'wss://orchestrator.example:9090/',
  path: '/srv/my repository/x',
  text: 'something (odd) happened: twice',
};

/** A message with values for its parameters, as the program would print it. */
function printed(message: Message): { text: string; values: Record<string, string> } {
  const values = Object.fromEntries(
    Object.entries(message.parameters)
      .filter(([name]) => message.text.includes(`{${name}}`))
      .map(([name, { kind }]) => [name, SAMPLES[kind]]),
  );
  return { text: fillIn(message.text, (name) => values[name]!), values };
}

function finds(explanation: Explanation, message: Message, spec: ProtocolSpec): boolean {
  return messagesOf(explanation).some((finding) =>
    entriesOf(finding).some(
      (entry) =>
        entry.id === message.id &&
        entry.cause === [runtimeNote(message) ?? [], message.cause].flat().join(' ') &&
        entry.fix === message.fix &&
        entry.holds.some(
          ({ protocol, since, until }) =>
            protocol === spec.protocol.number && since === message.since && until === message.until,
        ),
    ),
  );
}

const all = specs.flatMap((spec) => spec.messages.map(({ value }) => ({ spec, message: value })));

describe.each(specs.map((spec) => [spec.protocol.pathName, spec] as const))('every message of %s', (_, spec) => {
  const messages = spec.messages.map(({ value }) => value);

  it.each([
    ['bare', (text: string) => text],
    ['as a newer log', (text: string) => `2026-01-01 12:00:00.000 +00:00 [WRN] serve: ${text}`],
    [
      'as a quoted error',
      (text: string) => `2026-01-01 12:00:00.000 +00:00 [FTL] error: Error: ${JSON.stringify(text)}`,
    ],
    [
      'in color',
      (text: string) =>
        `\u001b[2m12:00:00.000\u001b[0m   \u001b[1merror\u001b[0m   swamp·error   \u001b[31m${text}\u001b[0m`,
    ],
    ['from the journal', (text: string) => `Nov 23 07:30:00 host swamp[123]: ${text}`],
    ['from a container', (text: string) => `swamp-worker-1  | 2026-01-01T12:00:00.000Z ${text}`],
    ['as the reason of an event', (text: string) => JSON.stringify({ kind: 'stopped', reason: text })],
    ['as an error of --json', (text: string) => JSON.stringify({ error: text }, null, 2)],
    ['with CRLF', (text: string) => `first\r\n${text}\r\nlast`],
  ])('is found %s, with its own cause, fix and releases', (_how, wrap) => {
    const missed = messages.filter((message) => !finds(explain(wrap(printed(message).text), matcher), message, spec));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('gives the values of its parameters', () => {
    for (const message of messages) {
      const { text, values } = printed(message);
      const found = messagesOf(explain(text, matcher)).find((finding) =>
        entriesOf(finding).some(({ id }) => id === message.id),
      )!;
      expect({ id: message.id, values: found.samples[0]!.parameters }).toEqual({ id: message.id, values });
    }
  });
});

describe('recorded output', () => {
  const recorded = all.flatMap(({ spec, message }) =>
    message.recordings.flatMap((id) => {
      const recording = spec.recordings.get(id)?.value;
      const matches = messageMatcher(message);
      const streams = (recording?.processes ?? [])
        .flatMap(({ stdout, stderr }) => [stdout, stderr])
        .filter((stream) => matches(stream) !== undefined);
      return recording === undefined || streams.length === 0 || !isInSpan(recording.release, message)
        ? []
        : [{ name: `${spec.protocol.pathName} ${id} ${message.id}`, message, spec, streams }];
    }),
  );

  it('shows most of the messages', () => {
    expect(recorded.length).toBeGreaterThan(300);
  });

  it('is explained by the message for which it was recorded, or by a more exact one', () => {
    const missed = recorded.filter(
      ({ message, spec, streams }) =>
        !streams.some((stream) => finds(explain(stream, matcher), message, spec)) &&
        // 'control socket closed: Unexpected EOF' also shows 'control socket closed'.
        !streams.some((stream) =>
          messagesOf(explain(stream, matcher)).some((finding) => {
            const { text } = matcher.messages[finding.message]!;
            const whole = messageMatcher(message)(finding.excerpt);
            return whole !== undefined && text.length > message.text.length && text !== message.text;
          }),
        ),
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it('is explained by the reference matcher and this one alike', () => {
    // Line by line: what the slow, simple patterns of the facts find, the fast search finds, too.
    const missed: string[] = [];
    for (const spec of specs) {
      const patterns = spec.messages.map(({ value }) => ({
        id: value.id,
        text: value.text,
        match: messageMatcher(value),
      }));
      const lines = new Set(
        [...spec.recordings.values()]
          .flatMap(({ value }) => value.processes.flatMap(({ stdout, stderr }) => `${stdout}\n${stderr}`.split('\n')))
          .filter((line) => !line.includes('\\'))
          .map((line) => line.replace(/\d+/g, '1')),
      );
      for (const line of lines) {
        const slow = patterns.filter(({ match, text }) => wholeWords(line, match(line)) && !text.startsWith('{'));
        if (slow.length > 0 && messagesOf(explain(line, matcher)).length === 0) {
          missed.push(`${slow[0]!.id}: ${line}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });
});

function wholeWords(line: string, match: { start: number; length: number } | undefined): boolean {
  if (match === undefined) {
    return false;
  }
  const around = [line.slice(0, match.start).at(-1) ?? '', line[match.start + match.length] ?? ''];
  return around.every((character) => !/\w/.test(character));
}
