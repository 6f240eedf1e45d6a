import { describe, expect, it } from 'vitest';
import { schemaAtRelease, shapesOf } from '../../../src/facts/output-schema.ts';
import type { OutputSchema } from '../../../src/facts/output-schema.ts';
import { parseRelease } from '../../../src/facts/release.ts';

const schema: OutputSchema = {
  title: 'Workers',
  anyOf: [
    { title: 'Before', type: 'array', items: { $ref: '#/$defs/row' }, 'x-until': '20260102.000000.0' },
    {
      title: 'After',
      type: 'object',
      required: ['workers', 'hidden'],
      properties: {
        workers: { type: 'array', items: { $ref: '#/$defs/row' } },
        hidden: { type: 'integer', 'x-since': '20260104.000000.0' },
      },
      'x-since': '20260103.000000.0',
    },
  ],
  $defs: {
    row: {
      type: 'object',
      required: ['name', 'slots'],
      properties: {
        name: { type: 'string', description: 'Its name.' },
        slots: { type: 'integer', 'x-since': '20260103.000000.0' },
        status: { oneOf: [{ const: 'idle' }, { const: 'draining', 'x-since': '20260103.000000.0' }] },
      },
    },
  },
};

const at = (text: string): Record<string, unknown> =>
  schemaAtRelease(schema, parseRelease(text)!) as Record<string, unknown>;

describe('schemaAtRelease', () => {
  it('keeps the variant of the release and drops what came later, also from required', () => {
    expect(at('20260101.000000')).toEqual({
      title: 'Before',
      type: 'array',
      items: { $ref: '#/$defs/row' },
      $defs: {
        row: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string', description: 'Its name.' }, status: { const: 'idle' } },
        },
      },
    });
  });

  it('has everything at the newest release and no dates', () => {
    const newest = at('20260105.000000');
    expect(newest.required).toEqual(['workers', 'hidden']);
    expect(JSON.stringify(newest)).not.toContain('x-since');
  });

  it('leaves the source untouched', () => {
    const before = JSON.stringify(schema);
    at('20260101.000000');
    expect(JSON.stringify(schema)).toBe(before);
  });
});

describe('shapesOf', () => {
  it('lists each variant with its fields and dates', () => {
    const shapes = shapesOf(schema);
    expect(shapes.map((shape) => shape.title)).toEqual(['Before', 'After']);
    expect(shapes[0]!.rows.map((row) => row.path)).toEqual(['[].name', '[].slots', '[].status']);
    expect(shapes[1]!.rows.map((row) => [row.path, row.required])).toEqual([
      ['workers', true],
      ['workers[].name', true],
      ['workers[].slots', true],
      ['workers[].status', false],
      ['hidden', true],
    ]);
    expect(shapes[0]!.rows[1]!.span.since).toBe('20260103.000000.0');
    expect(shapes[0]!.rows[2]!.type).toBe('"idle", "draining" (since 20260103.000000.0)');
  });

  it('tells variants without a title apart by the field that is fixed in each', () => {
    const event = (kind: string) => ({ properties: { version: { const: 1 }, kind: { const: kind }, at: {} } });
    const marks = (variants: unknown[]) => shapesOf({ oneOf: variants }).map(({ mark }) => mark);
    expect(marks([{ properties: { kind: { const: 'a' } } }, event('b')])).toEqual(['"kind": "a"', '"kind": "b"']);
    expect(marks([event('a'), { type: 'array' }])).toEqual([undefined, undefined]);
  });

  it('says when a reference leads nowhere', () => {
    expect(() => shapesOf({ items: { $ref: '#/$defs/nothing' }, type: 'array' })).toThrow(/leads nowhere/);
  });
});
