import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { standaloneStyle, standaloneSvg } from '../../../src/diagrams/standalone-svg.ts';
import { createSmallProject } from '../../support/small-project.ts';
import { PICTURE } from '../../support/drawn-project.ts';

const drawing = { svg: PICTURE.trim(), width: 10, title: 'T', description: 'D', outline: [] };

it('a picture to download has its colors inside, and every class of it has one', () => {
  const style = standaloneStyle(projectRoot);
  expect(style).not.toContain('var(');
  const drawn = readFileSync(path.join(projectRoot, 'scripts/diagrams/clean-drawing.ts'), 'utf8');
  const roles = [...drawn.matchAll(/return (?:.*\? )?'(\w+)'(?: : '(\w+)')?;/g)].flatMap(([, a, b]) => [a, b]);
  expect(roles).toContain('box');
  for (const role of roles.filter((name) => name !== undefined)) {
    expect(style).toContain(`.drawing-${role} {`);
  }
  const svg = standaloneSvg(drawing, style);
  expect(svg).toMatch(/^<svg [^>]*><style>[^<]+<\/style><rect class="drawing-ground" [^>]*\/><title>/);
});

it('a color that does not exist is refused', () => {
  const project = createSmallProject();
  project.write('src/css/tokens.css', ':root { --page: #fff; }');
  project.write('src/css/drawing.css', '.drawing-box { fill: var(--pge); }');
  expect(() => standaloneStyle(project.root)).toThrow('--pge');
  project.remove();
});
