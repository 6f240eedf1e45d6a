import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Drawing } from './drawing.ts';

/**
 * The picture as a file of its own, with the colors of the light theme: viewers of SVG know neither
 * the style sheets of this site nor CSS variables.
 *
 * @param style - what {@link standaloneStyle} made.
 */
export function standaloneSvg(drawing: Drawing, style: string): string {
  const [, start, rest] = /^(<svg [^>]*>)([\s\S]*)$/.exec(drawing.svg)!;
  const ground = '<rect class="drawing-ground" width="100%" height="100%"/>';
  return `${start}<style>${style}</style>${ground}${rest}\n`;
}

/**
 * The rules of `src/css/drawing.css` with the light colors of `src/css/tokens.css` put in.
 *
 * @throws Error when a rule uses a color that does not exist.
 */
export function standaloneStyle(root: string): string {
  const tokens = lightTokens(readCss(root, 'tokens.css'));
  return readCss(root, 'drawing.css')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
      const value = tokens.get(name);
      if (value === undefined) {
        throw new Error(`src/css/drawing.css uses ${name}, which src/css/tokens.css does not define`);
      }
      return value;
    })
    .replace(/\s+/g, ' ')
    .trim();
}

function readCss(root: string, name: string): string {
  return readFileSync(path.join(root, 'src', 'css', name), 'utf8');
}

function lightTokens(css: string): Map<string, string> {
  const block = /:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}
