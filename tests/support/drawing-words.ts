import type { Drawing, Outline } from '../../src/tools/diagrams/drawing.ts';

/** Words that only Mermaid's notation needs; the words for them differ. */
const NOTATION = new Set(['loop', 'alt', 'opt', 'par', 'critical', 'break']);

/** Words that stand in a picture and not in its outline. */
export function unsaidWords({ svg, outline }: Drawing): string[] {
  const shown = [...svg.matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g)].flatMap(([, content]) =>
    wordsIn(content!.replace(/<[^>]+>/g, ' ')),
  );
  const said = new Set(outline.flatMap(textsOf).flatMap(wordsIn));
  return [...new Set(shown)].filter((word) => !said.has(word) && !NOTATION.has(word) && !/^\d+$/.test(word));
}

function textsOf(part: Outline): string[] {
  return 'steps' in part ? [...part.steps] : [part.label, ...part.parts.flatMap(textsOf)];
}

function wordsIn(text: string): string[] {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return plain.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
