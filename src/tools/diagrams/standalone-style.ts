import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the colors of the parts of a picture stand, below the project's folder. */
const RULES = 'src/tools/diagrams/drawing.css';

/** Where the colors of both themes stand. */
const TOKENS = 'src/css/tokens.css';

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
