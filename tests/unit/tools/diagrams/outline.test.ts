import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../../src/tools/diagrams/drafting/outline.ts';
import type { SequenceContent } from '../../../../src/tools/diagrams/drafting/outline.ts';

const types = {
  ...{ SOLID: 0, NOTE: 2, SOLID_CROSS: 3, LOOP_START: 10, LOOP_END: 11, ALT_START: 12, ALT_ELSE: 13, ALT_END: 14 },
  ...{ ACTIVE_START: 17, AUTONUMBER: 26, BIDIRECTIONAL_SOLID: 33, NEW_THING: 99 },
};
const actors = { W: 'Worker', O: 'Orchestrator' };

function sequence(messages: SequenceContent['messages']): ReturnType<typeof outlineOf> {
  return outlineOf({ kind: 'sequence', actors, types, messages });
}

describe('the words of a sequence diagram', () => {
  it('number every message through all groups, as the picture does', () => {
    expect(
      sequence([
        { type: 26, message: { visible: true } },
        { type: 0, from: 'W', to: 'O', message: 'enroll' },
        { type: 12, message: 'it fits' },
        { type: 0, from: 'O', to: 'O', message: 'record<br/>it' },
        { type: 13, message: '' },
        { type: 3, from: 'O', to: 'W', message: 'refusal' },
        { type: 14 },
        { type: 2, from: 'W', to: 'O', message: 'a#58; b' },
        { type: 33, from: 'W', to: 'O', message: 'talk' },
      ]),
    ).toEqual([
      { first: 1, steps: ['Worker → Orchestrator: enroll'] },
      { label: 'Either: it fits', parts: [{ first: 2, steps: ['Orchestrator: record, it'] }] },
      { label: 'Or', parts: [{ first: 3, steps: ['Orchestrator → Worker: refusal (does not arrive)'] }] },
      { label: 'Note at Worker and Orchestrator: a: b', parts: [] },
      { first: 4, steps: ['Worker ↔ Orchestrator: talk'] },
    ]);
  });

  it('refuse what they have no words for', () => {
    expect(() => sequence([{ type: 99, message: 'x' }])).toThrow('the words for a part of the type NEW_THING');
  });
});

it('the words of a flowchart name groups, arrows with their labels, and boxes without arrows', () => {
  const nodes = [
    { id: 'g', label: 'Machine', isGroup: true },
    { id: 'a', label: 'Client<br>swamp', parentId: 'g' },
    { id: 'b', label: 'Store', parentId: 'g' },
    { id: 'c', label: 'Alone' },
  ];
  const edges = [
    { start: 'a', end: 'b', label: 'data', arrowTypeStart: 'none', arrowTypeEnd: 'arrow_point' },
    { start: 'b', end: 'a', label: '', arrowTypeStart: 'none', arrowTypeEnd: 'arrow_open' },
  ];
  expect(outlineOf({ kind: 'flowchart', nodes, edges })).toEqual([
    {
      first: 1,
      steps: ['Machine holds: Client, swamp; Store', 'Client, swamp → Store: data', 'Store — Client, swamp', 'Alone'],
    },
  ]);
});

it('the words of a state diagram take joined reasons apart', () => {
  const nodes = [
    { id: 'root_start', label: 'root_start', shape: 'stateStart' },
    { id: 's0', label: 'idle' },
  ];
  const edges = [
    { start: 'root_start', end: 's0', label: 'enrolls', arrowTypeEnd: 'arrow_barb' },
    { start: 's0', end: 's0', label: 'one<br>two', arrowTypeEnd: 'arrow_barb' },
  ];
  expect(outlineOf({ kind: 'states', nodes, edges })).toEqual([
    { first: 1, steps: ['Start → idle: enrolls', 'idle → idle: one', 'idle → idle: two'] },
  ]);
});
