import { expect, it } from 'vitest';
import { parseRelease } from '../../../src/facts/release.ts';
import { stateMachineSchema } from '../../../src/facts/schema/state-machine.ts';
import { stateDiagram } from '../../../src/facts/state-diagram.ts';

const machine = stateMachineSchema.parse({
  id: 'token',
  title: 'Enrollment token',
  description: 'The life of a token: from `token create`\nto its end; all of `token-<name>`.',
  states: [
    { name: 'unused', meaning: 'x', kind: 'stored' },
    { name: 'revoked', meaning: 'x', kind: 'stored', since: '20260102.000000.0' },
  ],
  transitions: [
    { to: 'unused', trigger: '`token create`', by: 'operator' },
    { from: 'unused', to: 'unused', trigger: 'a: first; again', by: 'worker' },
    { from: 'unused', to: 'unused', trigger: 'second', by: 'worker' },
    { from: 'unused', to: 'revoked', trigger: 'revoke', by: 'operator', since: '20260102.000000.0' },
  ],
});

it('draws states and transitions of the release, with title and description', () => {
  expect(stateDiagram(machine, parseRelease('20260103.000000')!).split('\n')).toEqual([
    'stateDiagram-v2',
    '  accTitle: Enrollment token',
    '  accDescr: The life of a token: from token create to its end; all of token-#lt;name#gt;.',
    '  state "unused" as s0',
    '  state "revoked" as s1',
    '  [*] --> s0: token create',
    '  s0 --> s0: a#58; first, again<br/>second',
    '  s0 --> s1: revoke',
  ]);
});

it('leaves out what the release does not have', () => {
  expect(stateDiagram(machine, parseRelease('20260101.000000')!)).not.toContain('revoked');
});
