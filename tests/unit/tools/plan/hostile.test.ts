import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAsMarkdown } from '../../../../src/tools/plan/markdown.ts';
import { textReport } from '../../../../src/tools/plan/report.ts';
import { parsePool } from '../../../../src/tools/plan/pool-text.ts';
import { cpuTime } from '../../../support/cpu-time.ts';
import { jobOf, planOf, worker } from '../../../support/planner.ts';

const pool = { workers: [worker('alpha')] };

/** Processor time that an answer may take: a second, with room for a slow processor. */
const SECOND = 2500;

function bomb(): string {
  const levels = Array.from({ length: 30 }, (_, at) => `l${at + 1}: &l${at + 1} [*l${at}, *l${at}, *l${at}, *l${at}]`);
  return `l0: &l0 [x, x]\n${levels.join('\n')}\n`;
}

function labelBomb(): string {
  const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} { x: *a${at}, y: *a${at} }`);
  return `a0: &a0 { z: 1 }\n${levels.join('\n')}\nid: x\nname: n\ninputs: *a30\njobs: []\n`;
}

const manySteps = (count: number): string =>
  `id: 2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61\nname: n\njobs:\n  - name: j\n    steps:\n${'      - { name: s }\n'.repeat(count)}`;

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['blanks', ' \n\t\n '],
  ['a scalar', 'hello'],
  ['a list', '- a\n- b'],
  ['null', 'null'],
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['half a million brackets', `a: ${'['.repeat(500_000)}`],
  ['brackets that close', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a thousand levels of indentation', Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ['dashes without end', `${'- '.repeat(300_000)}a`],
  ['aliases that explode', bomb()],
  ['maps that explode', labelBomb()],
  ['100,000 steps', manySteps(100_000)],
  ['50,000 steps', manySteps(50_000)],
  ['3,000 steps', manySteps(3000)],
  ['60,000 keys', Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join('\n')],
  ['more than a megabyte', `a: ${'x'.repeat(2_000_000)}`],
  ['a megabyte of text', `a: "${'x'.repeat(1_000_000)}"`],
  ['quotes', '"'.repeat(1_000_000)],
  ['a key as long as a file', jobOf({ a: `${'k'.repeat(500_000)}: 1` })],
  ['UTF-16 read as UTF-8', Buffer.from(jobOf({ a: '' }), 'utf16le').toString('utf8')],
  ['bytes of another encoding', Buffer.from([0xff, 0xfe, 0x80, 0x81]).toString('utf8')],
  ['control characters', 'a: \u0000\u0007'],
  ['__proto__', 'id: x\nname: n\n__proto__: { polluted: 1 }\njobs: [{ name: j, constructor: 1, steps: [] }]'],
  [
    'a circle of steps',
    jobOf({
      a: 'dependsOn: [{ step: b, condition: { type: always } }]',
      b: 'dependsOn: [{ step: a, condition: { type: always } }]',
    }),
  ],
  ['a forEach over very many', jobOf({ 'a-${{ self.x }}': 'forEach: { item: x, in: "${{ inputs.list }}" }' })],
  [
    'many of a forEach over very many',
    jobOf(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, at) => [
          `a${at}-\${{ self.x }}`,
          'forEach: { item: x, in: "${{ inputs.list }}" }',
        ]),
      ),
    ),
  ],
  [
    'loops within loops',
    jobOf({ a: 'target: "${{ inputs.list.map(a, inputs.list.map(b, inputs.list.map(c, c))).size() }}"' }),
  ],
  ['an expression of a megabyte', jobOf({ a: `target: "\${{ ${'1+'.repeat(200_000)}1 }}"` })],
  ['very many expressions', jobOf({ a: `target: "${'${{ inputs.x }}'.repeat(20_000)}"` })],
];

describe('a hostile file', () => {
  it.each(HOSTILE)('%s gets an answer within a second', (_, text) => {
    const list = Array.from({ length: 50_000 }, (_unused, at) => at);
    const time = cpuTime(() => {
      const plan = planOf(text, { pool, inputs: { list, x: 'x' } });
      expect(['placed', 'trouble', 'unreadable']).toContain(plan.verdict);
      expect(plan.refusals.length + plan.steps.length).toBeGreaterThan(0);
      expect(planAsMarkdown(plan)).toContain('###');
      expect(textReport(plan, [{ name: 'f', text }])).not.toBe('');
    });
    expect(time).toBeLessThan(SECOND);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('of workflows that run each other without end gets an answer', () => {
    const calling = (name: string, others: readonly string[]): string =>
      [
        'id: 2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61',
        `name: ${name}`,
        'jobs:',
        '  - name: j',
        '    steps:',
        ...others.map((other, at) => `      - { name: s${at}, task: { type: workflow, workflowIdOrName: ${other} } }`),
      ].join('\n');
    const files = ['a', 'b', 'c', 'd'].map((name) => ({
      name,
      text: calling(name, ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']),
    })) as [{ name: string; text: string }];
    const time = cpuTime(() => {
      const plan = planOf('', { files, pool });
      expect(plan.verdict).not.toBe('placed');
      expect(JSON.stringify(plan)).toMatch(/Workflow cycle detected|more than/);
    });
    expect(time).toBeLessThan(SECOND);
  });

  it('never throws, whatever its text is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.constantFrom(...HOSTILE.map(([, text]) => text.slice(0, 500))),
        ),
        fc.integer({ min: 0, max: 400 }),
        (noise, at) => {
          const file = jobOf(
            { a: 'labels: { region: eu }\nforEach: { item: x, in: "${{ [1, 2] }}" }', b: 'target: alpha' },
            { job: 'affinity: true' },
          );
          for (const text of [noise, file.slice(0, at) + noise + file.slice(at)]) {
            const plan = planOf(text, { pool });
            expect(['placed', 'trouble', 'unreadable']).toContain(plan.verdict);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a hostile list of workers', () => {
  it('never throws, and says what to paste', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = parsePool(text);
        expect(read.kind === 'pool' || read.problem !== '').toBe(true);
      }),
    );
    expect(parsePool('').kind).toBe('unreadable');
    expect(parsePool(`[${'{"name":"a"},'.repeat(5000)}{"name":"b"}]`)).toMatchObject({ kind: 'unreadable' });
    expect(parsePool('[{"name":"a"},{"name":"a"}]')).toMatchObject({
      problem: expect.stringContaining('listed twice') as string,
    });
  });
});
