import type { Nodes, Table } from 'mdast';
import { describe, expect, it } from 'vitest';
import { toString } from 'mdast-util-to-string';
import { parse } from 'yaml';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { planExamplesOf } from '../../../src/markdown/plan-examples.ts';
import { planLinkTag } from '../../../src/markdown/tags/plan-link.ts';
import { planTableTag } from '../../../src/markdown/tags/plan-table.ts';
import type { TagContext } from '../../../src/markdown/tag.ts';
import { specs } from '../../support/facts.ts';

describe.each(specs)('the examples of $protocol.label', (spec) => {
  const examples = planExamplesOf(projectRoot, spec);

  it('are workflows of its pages, each with workers', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    for (const { text, pool, protocol } of examples) {
      expect(protocol).toBe(spec.protocol.number);
      expect((parse(text) as { jobs: unknown[] }).jobs.length).toBeGreaterThan(0);
      expect('list' in pool ? pool.list.split('\n') : pool.workers).not.toHaveLength(0);
    }
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  });

  it('have the workers that page or recording start', () => {
    const workers = (id: string): unknown => examples.find((example) => example.id === id)!.pool;
    expect(workers('labels')).toEqual({
      workers: [
        { name: 'wone', labels: { region: 'eu', tier: 'build' }, capacity: 1 },
        { name: 'wtwo', labels: { region: 'us' }, capacity: 1 },
      ],
    });
    expect(workers('fan-out')).toEqual({
      workers: [
        { name: 'alpha', labels: { region: 'eu' }, capacity: 1 },
        { name: 'beta', labels: { region: 'us' }, capacity: 1 },
      ],
    });
  });
});

describe.each(specs)('the plan of an example of $protocol.label', (spec) => {
  const expand = planTableTag.expand as (attributes: object, context: TagContext) => Nodes[];
  const context = { root: projectRoot, spec } as TagContext;

  it('says of each step where it runs, and why', () => {
    const [plan] = expand({ example: 'placement' }, context) as [Table];
    const rows = plan.children.slice(1).map((row) => row.children.map((cell) => toString(cell)));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.some(([, place]) => /^on \w+$/.test(place!))).toBe(true);
    expect(rows.every(([step, , why]) => step !== '' && /\.$/.test(why!))).toBe(true);
  });

  it('is refused for an example that there is not', () => {
    expect(() => expand({ example: 'placment' }, context)).toThrow(/no example 'placment' of a plan.*placement/);
  });
});

it('a link to an example that a protocol does not have is refused, with the nearest name', () => {
  const context = { root: projectRoot, spec: specs.at(-1)! } as TagContext;
  const expand = planLinkTag.expand as (attributes: object, context: TagContext) => unknown;
  expect(expand({ example: 'labels', label: 'Plan' }, context)).toMatchObject([
    { url: `/plan?example=labels&protocol=${specs.at(-1)!.protocol.number}` },
  ]);
  expect(() => expand({ example: 'label', label: 'Plan' }, context)).toThrow(/no example 'label' of a plan.*labels/);
});
