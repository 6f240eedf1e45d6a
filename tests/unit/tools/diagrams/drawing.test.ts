import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { diagramsOfStories } from '../../../../scripts/diagrams.ts';
import { collectDiagrams, namedDiagrams } from '../../../../src/tools/diagrams/collect-diagrams.ts';
import { MERMAID_VERSION } from '../../../../src/tools/diagrams/drawing-rules.ts';
import { committedDrawings, drawingFiles, drawingName, readDrawing } from '../../../../src/tools/diagrams/drawing.ts';
import { loadReleases } from '../../../../src/facts/releases.ts';
import { unsaidWords } from '../../../support/drawing-words.ts';
import { createDrawnProject, diagramSource, PICTURE, writePicture } from '../../../support/drawn-project.ts';

const project = createDrawnProject();
const source = diagramSource('The way');
const files = drawingFiles(project.root, drawingName(source));

afterEach(() => writePicture(project.root, source, 'The way'));
afterAll(() => project.remove());

it('draws with the release of Mermaid that is pinned', () => {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(manifest.dependencies['mermaid']).toBe(MERMAID_VERSION);
});

describe('a picture', () => {
  it('is found by its source alone', () => {
    expect(readDrawing(project.root, source)).toMatchObject({
      title: 'The way',
      left: 0,
      top: 0,
      width: 10,
      height: 10,
      svg: PICTURE.trim(),
    });
  });

  it('has a file that says by its name what it shows', () => {
    expect(drawingName(source)).toMatch(/^the-way-[0-9a-f]{16}$/);
    expect(drawingName('flowchart LR\n  accTitle : A `b` & <c>: d  \n  a --> b')).toMatch(/^a-b--c-d-[0-9a-f]{16}$/);
    expect(drawingName('flowchart LR\n  a --> b')).toMatch(/^untitled-[0-9a-f]{16}$/);
  });

  it('is stale as soon as one letter of the source changes', () => {
    expect(() => readDrawing(project.root, `${source}s`)).toThrow(/missing or stale.*Run: npm run diagrams/);
  });

  it.each([
    ['svg', () => rmSync(files.svg), /missing or stale.*npm run diagrams/],
    ['words', () => rmSync(files.words), /missing or stale.*npm run diagrams/],
    ['end', () => writeFileSync(files.svg, PICTURE.slice(0, -20)), /not a picture/],
    ['size', () => writeFileSync(files.svg, PICTURE.replace(' height="10"', ' height="9"')), /not a picture/],
    ['script', () => writeFileSync(files.svg, PICTURE.replace('<defs>', '<script>1</script><defs>')), /not a picture/],
    ['handler', () => writeFileSync(files.svg, PICTURE.replace('<path ', '<path onclick="x" ')), /not a picture/],
    ['style', () => writeFileSync(files.svg, PICTURE.replace('<defs>', '<style>*{}</style><defs>')), /not a picture/],
    ['object', () => writeFileSync(files.svg, PICTURE.replace('<defs>', '<foreignObject/><defs>')), /not a picture/],
    ['JSON', () => writeFileSync(files.words, '{'), /json cannot be read.*npm run diagrams/],
    [
      'outline',
      () => writeFileSync(files.words, '{"title":"T","description":"D","outline":[]}'),
      /json cannot be read/,
    ],
  ])('is refused with a broken %s', (_, damage, message) => {
    damage();
    expect(() => readDrawing(project.root, source)).toThrow(message);
  });
});

describe('the pictures of this project', { timeout: 300_000 }, () => {
  const { protocols } = loadReleases(projectRoot);

  it('are all there and all used', () => {
    const used = new Set(
      [
        ...protocols.flatMap((protocol) => collectDiagrams(projectRoot, protocol)),
        ...diagramsOfStories(projectRoot),
      ].map(({ source: text }) => drawingName(text)),
    );
    expect(unusedOrMissing(committedDrawings(projectRoot), used)).toEqual([]);
  });

  it('say in words what they show', () => {
    const unsaid = protocols
      .flatMap((protocol) => namedDiagrams(projectRoot, protocol))
      .flatMap(({ where, drawing }) => unsaidWords(drawing!).map((word) => `${where}: ${word}`));
    expect(unsaid).toEqual([]);
  });

  it('refer only to what they hold', () => {
    for (const name of committedDrawings(projectRoot)) {
      const svg = readFileSync(drawingFiles(projectRoot, name).svg, 'utf8');
      const ids = new Set([...svg.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]));
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) {
        expect(ids, name).toContain(id);
      }
      expect(svg, name).not.toMatch(/NaN|undefined|http:\/\/(?!www\.w3\.org)/);
    }
  });
});

/** Pictures that no page uses, and pictures that a page needs. */
function unusedOrMissing(committed: ReadonlySet<string>, used: ReadonlySet<string>): string[] {
  return [
    ...[...committed].filter((name) => !used.has(name)).map((name) => `${name} is used by no page`),
    ...[...used].filter((name) => !committed.has(name)).map((name) => `${name} is missing`),
  ];
}

it('a picture that nobody uses, one that is missing and a word that is not said are noticed', () => {
  expect(unusedOrMissing(new Set(['a', 'b']), new Set(['b', 'c']))).toEqual(['a is used by no page', 'c is missing']);
  const drawing = readDrawing(project.root, source);
  const svg = PICTURE.replace('</svg>', '<text><tspan>run</tspan></text><text>jump</text></svg>');
  expect(unsaidWords({ ...drawing, svg })).toEqual(['jump']);
});
