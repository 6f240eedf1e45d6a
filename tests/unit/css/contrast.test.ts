import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, '../../../src/css/tokens.css'), 'utf8');
const light = tokensOf(':root');
const themes = { light, dark: new Map([...light, ...tokensOf("[data-theme='dark']")]) };

/** Least contrast of text and of the lines of controls: WCAG 2.2, 1.4.3 and 1.4.11, level AA. */
const TEXT = 4.5;
const CONTROL = 3;

const callouts = ['note', 'info', 'warning', 'danger'];
const codeColors = ['text', 'comment', 'string', 'number', 'keyword', 'name', 'punctuation'].map(
  (name) => `code-${name}`,
);

const pairs: [foreground: string, background: string, least: number][] = [
  ...['text', 'muted', 'accent', 'accent-strong', 'warning'].flatMap((color) =>
    ['page', 'surface', 'raised', 'accent-tint'].map((background) => pair(color, background, TEXT)),
  ),
  ...callouts.flatMap((color) => [
    pair(color, `${color}-tint`, TEXT),
    pair('text', `${color}-tint`, TEXT),
    pair('accent', `${color}-tint`, TEXT),
  ]),
  ...codeColors.flatMap((color) => [pair(color, 'code-background', TEXT), pair(color, 'output-background', TEXT)]),
  pair('on-accent', 'accent', TEXT),
  pair('muted', 'code-background', TEXT),
  ...['page', 'surface', 'raised', 'code-background'].flatMap((background) => [
    pair('control', background, CONTROL),
    pair('focus', background, CONTROL),
  ]),
];

describe.each(Object.entries(themes))('contrast in %s', (_, tokens) => {
  it.each(pairs)('%s on %s is at least %d', (foreground, background, least) => {
    expect(contrast(tokens.get(foreground)!, tokens.get(background)!)).toBeGreaterThanOrEqual(least);
  });
});

function pair(foreground: string, background: string, least: number): [string, string, number] {
  return [foreground, background, least];
}

function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!;
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
