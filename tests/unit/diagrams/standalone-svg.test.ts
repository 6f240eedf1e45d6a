import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { DRAWING_ROLES } from '../../../src/diagrams/drawing-rules.ts';
import { standaloneStyle, standaloneSvg } from '../../../src/diagrams/standalone-svg.ts';
import { createSmallProject } from '../../support/small-project.ts';
import { PICTURE } from '../../support/drawn-project.ts';

const drawing = { svg: PICTURE.trim(), width: 10, title: 'T', description: 'D', outline: [] };

it('a picture to download has its colors inside, and every class of it has one', () => {
  const style = standaloneStyle(projectRoot);
  expect(style).not.toContain('var(');
  for (const role of [...DRAWING_ROLES.map(([name]) => name), 'head', 'text', 'text-on-head', 'over-lines']) {
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
