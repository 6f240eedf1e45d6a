import { expect, it } from 'vitest';
import { openFacts } from '../../../scripts/lib/open-facts.ts';

it('drops what had ended and the dates of what held at the end', () => {
  const text = `# comment
flags:
  - name: --old
    until: 20260102.000000.0
  - name: --new
    since: 20260103.000000.0
    env: { name: A, since: 20260104.000000.0 }
properties:
  gone: { type: string, x-until: 20260102.000000.0 }
  here: { type: string, x-since: 20260103.000000.0 }
`;
  expect(openFacts(text)).toBe(`# comment
flags:
  - name: --new
    env: { name: A }
properties:
  here: { type: string }
`);
});
