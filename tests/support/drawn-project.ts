import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawingFiles, drawingName } from '../../src/tools/diagrams/drawing.ts';
import type { DiagramWords } from '../../src/tools/diagrams/drawing.ts';
import { createSmallProject } from './small-project.ts';
import type { SmallProject } from './small-project.ts';

/** Source of a diagram with a title; the text makes it another diagram. */
export function diagramSource(title: string, text = 'run'): string {
  return `sequenceDiagram\n  accTitle: ${title}\n  accDescr: About it.\n  A->>B: ${text}`;
}

/** A page that holds diagrams, one after another. */
export function pageWith(...sources: string[]): string {
  const fences = sources.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\nText.\n\n');
  return `---\ntitle: A page\ndescription: About it.\n---\n\n## Section\n\n${fences}\n`;
}

/** What a picture of {@link diagramSource} looks like. */
export const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 10 10" width="10" height="10" role="img"><title>T</title><desc>D</desc><defs><marker id="drawing-marker-1"><path class="drawing-head" d="M 0 0 L 1 1 z"/></marker></defs><path class="drawing-line" d="M 0 0 L 9 9" marker-end="url(#drawing-marker-1)"/></svg>\n';

/** Writes the picture of a diagram into a project. */
export function writePicture(root: string, source: string, title: string, svg = PICTURE): void {
  const files = drawingFiles(root, drawingName(source));
  mkdirSync(path.dirname(files.svg), { recursive: true });
  writeFileSync(files.svg, svg);
  const words: DiagramWords = { title, description: 'About it.', outline: [{ first: 1, steps: ['A → B: run'] }] };
  writeFileSync(files.words, JSON.stringify(words));
}

/** The small project with one page that holds one diagram, drawn, and the colors of its picture. */
export function createDrawnProject(): SmallProject {
  const project = createSmallProject();
  const source = diagramSource('The way');
  project.write('docs/page.mdx', pageWith(source));
  project.write(
    'src/css/tokens.css',
    ":root {\n  --page: #fefefe;\n}\n\n[data-theme='dark'] {\n  --page: #010101;\n}\n",
  );
  project.write('src/tools/diagrams/drawing.css', '.drawing-ground {\n  fill: var(--page);\n}\n');
  writePicture(project.root, source, 'The way');
  return project;
}
