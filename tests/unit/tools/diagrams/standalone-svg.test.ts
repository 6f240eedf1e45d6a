import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { DRAWING_ROLES } from '../../../../src/tools/diagrams/drawing-rules.ts';
import { pictureVersion, standaloneStyle } from '../../../../src/tools/diagrams/standalone-style.ts';
import { standaloneSvg } from '../../../../src/tools/diagrams/standalone-svg.ts';
import { createSmallProject } from '../../../support/small-project.ts';
import { PICTURE } from '../../../support/drawn-project.ts';

const drawing = {
  ...{ svg: PICTURE.trim(), left: -8, top: 4, width: 10, height: 12 },
  ...{ title: 'T', description: 'D', outline: [] },
};

describe('a published picture', () => {
  const style = standaloneStyle(projectRoot);
  const [light, dark] = style.split('@media (prefers-color-scheme: dark) {');

  it('has its colors inside, and every class of it has one in light and in dark', () => {
    expect(style).not.toContain('var(');
    for (const role of [...DRAWING_ROLES.map(([name]) => name), 'head', 'text', 'text-on-head', 'over-lines']) {
      const rule = new RegExp(`\\.drawing-${role} \\{[^}]*#[0-9a-f]{3,6}`);
      expect(light).toMatch(rule);
      expect(dark).toMatch(rule);
    }
  });

  it('takes dark colors where they differ, and repeats nothing that does not', () => {
    const project = createSmallProject();
    project.write(
      'src/css/tokens.css',
      ":root {\n --page: #fff;\n --text: #111;\n}\n[data-theme='dark'] {\n --page: #000;\n}",
    );
    project.write(
      'src/tools/diagrams/drawing.css',
      '/* why */ .a { fill: var(--page); stroke: var(--text); stroke-width: 5px; }',
    );
    expect(standaloneStyle(project.root)).toBe(
      '.a { fill: #fff; stroke: #111; stroke-width: 5px; } @media (prefers-color-scheme: dark) { .a { fill: #000; stroke: #111; } }',
    );
    project.remove();
  });

  it('has a ground that covers it, wherever its coordinates begin', () => {
    expect(standaloneSvg(drawing, style)).toMatch(
      /^<svg [^>]*><style>[^<]+<\/style><rect class="drawing-ground" x="-8" y="4" width="10" height="12"\/><title>/,
    );
  });

  it('has a version that changes with it', () => {
    expect(pictureVersion('<svg/>')).toMatch(/^[0-9a-f]{8}$/);
    expect(pictureVersion('<svg/>')).not.toBe(pictureVersion('<svg />'));
  });
});

it('a color that does not exist is refused', () => {
  const project = createSmallProject();
  project.write('src/css/tokens.css', ':root { --page: #fff; }');
  project.write('src/tools/diagrams/drawing.css', '.drawing-box { fill: var(--pge); }');
  expect(() => standaloneStyle(project.root)).toThrow('--pge');
  project.remove();
});
