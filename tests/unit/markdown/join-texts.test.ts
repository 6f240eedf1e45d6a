import type { Root } from 'hast';
import { expect, it } from 'vitest';
import { joinTexts } from '../../../src/markdown/join-texts.ts';

const text = (value: string) => ({ type: 'text', value }) as const;

it('makes one text of neighbors, at any depth, and keeps all else', () => {
  const code = { type: 'element', tagName: 'code', properties: {}, children: [text('a'), text('b')] } as const;
  const tree = { type: 'root', children: [text('x'), text(' '), code, text('y')] } as unknown as Root;
  void joinTexts()(tree, undefined as never, () => undefined);
  expect(tree.children).toEqual([text('x '), { ...code, children: [text('ab')] }, text('y')]);
});
