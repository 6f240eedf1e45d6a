import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Drawing } from './drawing.ts';

/** Where the colors of the parts of a picture stand, below the project's folder. */
const RULES = 'src/tools/diagrams/drawing.css';

/** Where the colors of both themes stand. */
const TOKENS = 'src/css/tokens.css';

/**
 * The picture as a file of its own, on a ground of its own, with the colors of both themes. A page
 * shows this file: a style sheet of the page does not reach into it, but its color scheme does.
 *
 * @param style - what {@link standaloneStyle} made.
 */
export function standaloneSvg(drawing: Drawing, style: string): string {
  const [, start, rest] = /^(<svg [^>]*>)([\s\S]*)$/.exec(drawing.svg)!;
  const { left, top, width, height } = drawing;
  const ground = `<rect class="drawing-ground" x="${left}" y="${top}" width="${width}" height="${height}"/>`;
  return `${start}<style>${style}</style>${ground}${rest}\n`;
}

/** Eight hex digits that change with a picture. Pages ask for them, so that no cache shows an old one. */
export function pictureVersion(svg: string): string {
  return createHash('sha256').update(svg).digest('hex').slice(0, 8);
}

/**
 * The rules of {@link RULES} with the light colors of {@link TOKENS} put in, for viewers of SVG know
 * no CSS variables, followed by those that differ in a dark scheme.
 *
 * @throws Error when a rule uses a color that does not exist.
 */
export function standaloneStyle(root: string): string {
  const rules = readText(root, RULES).replace(/\/\*[\s\S]*?\*\//g, '');
  const tokens = readText(root, TOKENS);
  const light = tokensIn(tokens, ':root');
  const dark = new Map([...light, ...tokensIn(tokens, "[data-theme='dark']")]);
  const colored = rules.replace(/[\w-]+:[^;{}]*;/g, (declaration) => (declaration.includes('var(') ? declaration : ''));
  return `${withColors(rules, light)} @media (prefers-color-scheme: dark) { ${withColors(colored, dark)} }`;
}

function withColors(rules: string, tokens: ReadonlyMap<string, string>): string {
  return rules
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
      const value = tokens.get(name);
      if (value === undefined) {
        throw new Error(`${RULES} uses ${name}, which ${TOKENS} does not define`);
      }
      return value;
    })
    .replace(/\s+/g, ' ')
    .trim();
}

function readText(root: string, file: string): string {
  return readFileSync(path.join(root, ...file.split('/')), 'utf8');
}

/** The custom properties in the first block of a selector. */
function tokensIn(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = start < 0 ? '' : css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}
