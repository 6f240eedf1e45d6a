import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../../src/facts/release.ts';
import {
  EMPTY_INPUT,
  EMPTY_ROW,
  InputProblem,
  inputFrom,
  listOfRows,
  plannedFirst,
  requestOf,
  rowsOf,
} from '../../../../../src/tools/plan/ui/planner-input.ts';
import type { PlannerInput, WorkerRow } from '../../../../../src/tools/plan/ui/planner-input.ts';

const RELEASE = '20260822.011157.0' as Release;
const FILE = { name: 'w.yaml', text: 'name: w\njobs: []\n' };

const request = (part: Partial<PlannerInput>) => requestOf({ ...EMPTY_INPUT, files: [FILE], ...part }, RELEASE).request;
const row = (part: Partial<WorkerRow>): WorkerRow => ({ ...EMPTY_ROW, name: 'alpha', ...part });
const rows = (...list: WorkerRow[]): Partial<PlannerInput> => ({ pool: { kind: 'rows', rows: list } });

describe('what is asked of the planner', () => {
  it('is the files that hold something, without workers when none are given', () => {
    const asked = request({ files: [FILE, { name: 'empty.yaml', text: ' \n' }] });
    expect(asked.files).toEqual([FILE]);
    expect(asked.release).toBe(RELEASE);
    expect(asked).not.toHaveProperty('pool');
    expect(asked.server).toEqual({ remoteOnly: false });
  });

  it('is nothing without a file', () => {
    expect(() => requestOf(EMPTY_INPUT, RELEASE)).toThrow(/nothing to plan yet/);
  });

  it('has the workers of the form, and leaves out rows without a name', () => {
    const { pool } = request(
      rows(row({ labels: 'region=eu, note=a=b', slots: '4', running: '1', status: 'busy' }), row({ name: ' ' })),
    );
    expect(pool!.workers).toEqual([
      {
        ...{ name: 'alpha', labels: { region: 'eu', note: 'a=b' }, platform: 'linux', arch: 'x86_64' },
        ...{ status: 'busy', capacity: 4, running: 1 },
      },
    ]);
  });

  it('has no workers when the form is empty: that is a pool, too', () => {
    expect(request(rows()).pool).toEqual({ workers: [] });
  });

  it.each([
    ['a label without a value', rows(row({ labels: 'gpu' })), /A label of alpha reads gpu\. Write key=value/],
    ['no slots', rows(row({ slots: '0' })), /slots of alpha must be a whole number from 1/],
    ['half a step', rows(row({ running: '0.5' })), /running steps of alpha/],
    ['one name twice', rows(row({}), row({})), /Two workers are called alpha/],
    ['a list that is none', { pool: { kind: 'text' as const, text: 'hello' } }, /list of workers cannot be read/],
    ['an input without a value', { inputs: 'region' }, /The input region is no key=value/],
    ['an input that is no JSON', { inputs: 'n:json={' }, /is no JSON/],
    ['a time in words', { queueTimeout: 'ten minutes' }, /ten minutes is no duration/],
  ])('says what is wrong with %s', (_, part, problem) => {
    expect(() => request(part)).toThrow(problem);
    expect(() => request(part)).toThrow(InputProblem);
  });

  it('has inputs as the command line gives them', () => {
    const { inputs } = request({ inputs: 'region=eu\n\n hosts:json=["a","b"]\nurl=http://x/?a=b\n{"n": 2}' });
    expect(inputs).toEqual({ region: 'eu', hosts: ['a', 'b'], url: 'http://x/?a=b', n: 2 });
  });

  it.each([
    ['300', 300],
    ['5m', 300],
    ['1h', 3600],
    ['2mo', 60 * 86_400],
    ['0', 0],
  ])('reads the queue timeout %s', (written, seconds) => {
    expect(request({ queueTimeout: written }).server!.queueTimeout).toBe(seconds);
  });
});

describe('the workers as a form and as a list', () => {
  it('are the same', () => {
    const written = [row({ labels: 'region=eu, gpu=true', slots: '2', running: '1', status: 'busy' })];
    expect(rowsOf(listOfRows(written))).toEqual(written);
    expect(listOfRows([EMPTY_ROW])).toBe('');
    expect(rowsOf(' ')).toEqual([]);
  });

  it('are not given up when they cannot be read', () => {
    expect(() => rowsOf('hello')).toThrow(InputProblem);
    expect(() => listOfRows([row({ slots: 'many' })])).toThrow(InputProblem);
  });
});

describe('files that are dropped together', () => {
  const inner = { name: 'a.yaml', text: 'name: inner\njobs: []\n' };
  const outer = { name: 'b.yaml', text: 'name: outer\njobs:\n - steps:\n   - task: { workflowIdOrName: inner }\n' };

  it('are planned from the one that no other runs', () => {
    expect(plannedFirst([inner, { ...outer, text: outer.text.replace(' }', '\n') }])[0]!.name).toBe('b.yaml');
  });

  it('stay in their order when none or several stand out', () => {
    const other = { name: 'c.yaml', text: 'name: other\n' };
    expect(plannedFirst([inner, other])).toEqual([inner, other]);
    const circle = [
      { name: 'x.yaml', text: 'name: x\ntask:\n  workflowIdOrName: y\n' },
      { name: 'y.yaml', text: 'name: y\ntask:\n  workflowIdOrName: x\n' },
    ];
    expect(plannedFirst(circle)).toEqual(circle);
  });
});

describe('fields from elsewhere', () => {
  const full: PlannerInput = {
    files: [FILE],
    pool: { kind: 'rows', rows: [row({})] },
    inputs: 'a=b',
    queueTimeout: '5m',
    remoteOnly: true,
  };

  it('are taken as they were kept', () => {
    expect(inputFrom(JSON.parse(JSON.stringify(full)))).toEqual(full);
    expect(inputFrom({ files: [FILE], pool: { kind: 'text', text: '' } })).toEqual({ ...EMPTY_INPUT, files: [FILE] });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['no files', { files: [], pool: { kind: 'text', text: '' } }],
    ['a file that is none', { files: [{ name: 'x' }], pool: { kind: 'text', text: '' } }],
    ['workers of another kind', { files: [FILE], pool: { kind: 'other' } }],
    ['a state that no worker has', { files: [FILE], pool: { kind: 'rows', rows: [{ ...EMPTY_ROW, status: 'gone' }] } }],
    ['rows that are no rows', { files: [FILE], pool: { kind: 'rows', rows: [null] } }],
  ])('are left alone when they are %s', (_, value) => {
    expect(inputFrom(value)).toBeUndefined();
  });
});
