import { expect, it } from 'vitest';
import { mermaidFence } from '../../../../../src/tools/diagrams/workbench/mermaid-fence.ts';

it('a source becomes a fence, whatever stands in it', () => {
  expect(mermaidFence('flowchart LR\n\n')).toBe('```mermaid\nflowchart LR\n```\n');
  expect(mermaidFence('a["``` and ````"]')).toBe('`````mermaid\na["``` and ````"]\n`````\n');
});
