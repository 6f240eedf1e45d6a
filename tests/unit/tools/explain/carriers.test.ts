import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/tools/explain/explain.ts';
import { ORDINARY_LINES, isOrdinary } from '../../../../src/tools/explain/ordinary-lines.ts';
import { statementStart } from '../../../../src/tools/explain/statement-start.ts';
import { readWrittenOut, withoutColors } from '../../../../src/tools/explain/written-out.ts';
import { idsIn, matcher, specs } from '../../../support/explainer.ts';
import { CARRIERS, MORE_CARRIERS } from '../../../support/log-carriers.ts';
import type { Carrier } from '../../../support/log-carriers.ts';

/** A line that no program prints: wherever it goes, it has to be counted. */
const UNKNOWN = 'zebra crossings are known to nobody here';

/** What processes printed, each kind of output once. */
const logs = [
  ...new Map(
    specs.flatMap(({ recordings }) =>
      [...recordings.values()].flatMap(({ value }) =>
        value.processes
          .filter(({ command }) => !/--json|--help/.test(command))
          .map(({ stdout, stderr }) => (stdout + stderr).trimEnd())
          .filter((text) => text.length > 40 && text.split('\n').length <= 25 && idsIn(text).length > 0)
          .map((text): [string, string] => [text.replace(/\d/g, '0'), text]),
      ),
    ),
  ).values(),
].map((text) => `${text}\n${UNKNOWN}`);

const recordedLog = fc.constantFrom(...logs);

/** The messages of a log that are not found any more, or are found where they are not, and whether a line was lost. */
function faultsOf(log: string, carried: string): { ids: readonly string[]; isLost: boolean } {
  const [before, after] = [new Set(idsIn(log)), new Set(idsIn(carried))];
  const { unknown } = explain(carried, matcher);
  const words = unknown.map(({ text }) => text.replace(/[^a-z]/gi, '')).join('');
  const ids = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  return { ids, isLost: !words.includes('crossings') };
}

describe('a log in one carrier', () => {
  it.each([...CARRIERS, ...MORE_CARRIERS].map((carrier): [string, Carrier] => [carrier.name, carrier]))(
    '%s keeps its messages, and no line is lost',
    (_, carrier) => {
      const samples = fc.sample(recordedLog, { numRuns: 24, seed: 7 });
      const faults = samples.map((log) => faultsOf(log, carrier.carry(log)));
      expect(faults.filter(({ isLost }) => isLost)).toEqual([]);
      // One that is cut into pieces of a few letters may stay unknown, and is counted then.
      expect(faults.filter(({ ids }) => ids.length > 0).length).toBeLessThanOrEqual(samples.length / 12);
    },
  );
});

describe('a message within another, in a terminal of any width', () => {
  const log = `2026-01-01T12:00:00.000Z [WRN] definition-repo: Skipping broken definition file "/srv/swamp/models/command/shell/job2.yaml": "The 'driver' field has been removed — execution drivers are replaced by remote execution (see design/remote-execution.md). Remove the field; for isolation, run a containerized worker and use step 'labels' placement."`;

  it('is found with the one around it, wherever the path is cut', () => {
    expect(idsIn(log)).toEqual(['definition-skipped', 'driver-field-removed']);
    const lost = Array.from({ length: 81 }, (_, step) => step + 40).filter((width) => {
      const cut = log.replace(new RegExp(`[^]{${width}}(?=[^])`, 'gu'), '$&\n');
      return !idsIn(cut).includes('definition-skipped') || !idsIn(cut).includes('driver-field-removed');
    });
    expect(lost).toEqual([]);
  });
});

describe('a log in two carriers', () => {
  it('keeps its messages in nineteen of twenty cases, whatever the carriers, and all of its lines are counted', () => {
    const cases = fc.sample(fc.tuple(recordedLog, fc.constantFrom(...CARRIERS), fc.constantFrom(...CARRIERS)), {
      numRuns: 200,
      seed: 11,
    });
    const faults = cases.map(([log, inner, outer]) => ({
      names: `${inner.name} in ${outer.name}`,
      ...faultsOf(log, outer.carry(inner.carry(log))),
    }));
    // Bytes that are written in other signs again are data, and are told apart from nothing.
    expect(
      faults.filter(({ isLost, names }) => isLost && !names.includes('bytes, one a line')).map(({ names }) => names),
    ).toEqual([]);
    expect(faults.filter(({ ids }) => ids.length > 0).length).toBeLessThan(cases.length / 20 + 6);
  });
});

describe('what people paste', () => {
  const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4';

  it.each([
    [
      'a general message that the first half is',
      'Disconnected: socket closed before enrollment: NetworkError: failed to connect\nto WebSocket: HTTP/2 not supported by this client',
    ],
    ['a message in ten lines', REFUSED.match(/.{1,7}/g)!.join('\n')],
    ['the end of a message that is a dot', 'Connecting to ws://127.0.0.1:9090 (attempt 1)..\n.'],
  ])('%s is joined', (_, text) => {
    expect(idsIn(text)).toEqual(idsIn(text.includes('failed') ? text.replace('\n', ' ') : text.replaceAll('\n', '')));
    expect(idsIn(text).length).toBeGreaterThan(0);
  });

  it('a reason of several lines is one message', () => {
    const text =
      'connection failed 3 consecutive times before enrollment — giving up (last error: [\n  {\n    "code": "x"\n  }\n])';
    expect(idsIn(text)).toEqual(['gave-up']);
  });

  it('JSON that a terminal has cut is put together', () => {
    const text = JSON.stringify({
      log: `Worker "alpha" enrolled ("first-connect")\n`,
      stream: 'stderr',
      time: '2026-01-01T12:00:00Z',
    });
    expect(idsIn(text.match(/.{1,30}/g)!.join('\n'))).toEqual(['worker-enrolled-first']);
  });

  it('of logs within logs every line is counted', () => {
    const inner = JSON.stringify({ log: `${REFUSED}\nnobody knows this line\nfetch failed` });
    const { unknownLines } = explain(JSON.stringify({ message: inner }), matcher);
    expect(idsIn(JSON.stringify({ message: inner }))).toEqual(['protocol-mismatch', 'fetch-failed']);
    expect(unknownLines).toBe(1);
  });

  it('two messages are not made one because they follow each other', () => {
    expect(idsIn('something closed\nfetch\nfailed to do it')).toEqual([]);
    expect(explain(`${REFUSED}\nReconnecting in 1s`, matcher).findings.map(({ lines }) => lines)).toEqual([[1], [2]]);
  });
});

describe('signs that are written out', () => {
  it.each([
    ['\\u001b[31mred\\u001b[0m', 'red'],
    ['^[[31mred^[[0m', 'red'],
    ['[33mred[39m', 'red'],
    ['#x1b[1mred#x1b[0m', 'red'],
  ])('%j has no color left', (written, read) => {
    expect(withoutColors(written)).toBe(read);
  });

  it.each([
    ['a &quot;b&quot; &mdash; c', 'a "b" — c'],
    ['a \\u2014 b', 'a — b'],
    ['a =E2=80=94 b', 'a — b'],
    ['a M-bM-^@M-^T b', 'a — b'],
    ['a â€” b', 'a — b'],
    ['say ""no""', 'say "no"'],
  ])('%j is read', (written, read) => {
    expect(readWrittenOut(written)).toBe(read);
  });

  it.each(['token=ad12 [main] x', 'swamp vault create <type> <name>', 'C:\\users', '[m] x', 'a = b'])(
    '%j stays',
    (text) => {
      expect(readWrittenOut(withoutColors(text)).replace(/\\/g, '')).toBe(text.replace(/\\/g, ''));
    },
  );
});

describe('what stands before a line', () => {
  it.each([
    '2026-01-01T12:00:00.1234567Z ',
    'Thu 2026-01-01 12:00:00 UTC host swamp[12]: ',
    '<14>1 2026-01-01T12:00:00Z host swamp 12 - - ',
    '[pod/swamp-0/worker] 2026-01-01T12:00:00Z stdout F ',
    'time=2026-01-01T12:00:00Z level=info msg="',
    '> > ',
    '##[error]',
    'MESSAGE=',
  ])('%j is passed over', (prefix) => {
    expect(statementStart(`${prefix}Worker stopped`).start).toBe(prefix.length);
  });
});

describe('ordinary lines', () => {
  const printed = specs.flatMap(({ recordings }) =>
    [...recordings.values()].flatMap(({ value }) =>
      value.processes.flatMap(({ stdout, stderr }) => `${stdout}\n${stderr}`.split('\n')),
    ),
  );
  const words = new Set(printed.map((line) => line.slice(statementStart(line).start)));

  it.each(ORDINARY_LINES)('%j was recorded', (line) => {
    const pattern = new RegExp(
      `^${line
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}`,
    );
    expect(
      [...words].some((text) => pattern.test(text) || pattern.test(`│ ${text}`)),
      line,
    ).toBe(true);
  });

  it('are told from others', () => {
    expect(isOrdinary('Job started')).toBe(true);
    expect(isOrdinary('Job started badly')).toBe(false);
    expect(isOrdinary('Job failed')).toBe(false);
  });

  it('leave nothing unknown of a good start of serve and of a worker', () => {
    for (const { recordings } of specs) {
      const { processes } = recordings.get('lifecycle/a-serve-killed-and-restarted')!.value;
      for (const { stdout, stderr } of processes.filter(({ command }) =>
        /swamp (serve|worker connect)/.test(command),
      )) {
        expect(explain(stdout + stderr, matcher).unknown.map(({ text }) => text)).toEqual([]);
      }
    }
  });
});
