import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSlugger } from '@docusaurus/utils';
import * as z from 'zod';
import { DRAWING_FORMAT, MERMAID_VERSION, mermaidOptions } from './drawing-rules.ts';
import { pictureOf } from './standalone-svg.ts';
import type { Picture } from './standalone-svg.ts';

/** Folder of the committed pictures, below the project's folder. */
export const DRAWINGS_FOLDER = 'diagrams';

/** What to type when a picture is missing. */
const REDRAW = 'Run: npm run diagrams';

/**
 * One part of what a diagram says, in the order in which it says it: numbered statements, or a
 * group of parts under a label, such as the branches of an alternative.
 */
export type Outline = { readonly steps: readonly string[]; readonly first: number } | OutlineGroup;

/** Parts that stand under a label. */
export interface OutlineGroup {
  readonly label: string;
  readonly parts: readonly Outline[];
}

const outlineSchema: z.ZodType<Outline> = z.lazy(() =>
  z.union([
    z.strictObject({ steps: z.array(z.string().min(1)).min(1), first: z.number().int().positive() }),
    z.strictObject({ label: z.string().min(1), parts: z.array(outlineSchema) }),
  ]),
);

const wordsSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  outline: z.array(outlineSchema).min(1),
});

/** What a diagram says, read from it by Mermaid's own parser. */
export type DiagramWords = z.output<typeof wordsSchema>;

/** A committed picture with what it says. */
export interface Drawing extends DiagramWords, Picture {}

/**
 * The name of a diagram's picture: its title, for those who read a change, and a hash. It changes with
 * the source, with Mermaid and with the way of drawing, so that a picture under this name is never
 * stale.
 */
export function drawingName(source: string): string {
  const content = JSON.stringify([MERMAID_VERSION, DRAWING_FORMAT, mermaidOptions, source]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return `${createSlugger().slug(titleIn(source) ?? 'untitled')}-${hash}`;
}

/** The title that the source of a diagram says, before Mermaid has read it. */
export function titleIn(source: string): string | undefined {
  return /^[ \t]*accTitle[ \t]*:[ \t]*(\S.*?)[ \t]*$/m.exec(source)?.[1];
}

/** Files that hold a picture and its words, by the picture's name. */
export function drawingFiles(root: string, name: string): { readonly svg: string; readonly words: string } {
  const folder = path.join(root, DRAWINGS_FOLDER);
  return { svg: path.join(folder, `${name}.svg`), words: path.join(folder, `${name}.json`) };
}

/** Names of all committed pictures, also of those of which only one of the two files exists. */
export function committedDrawings(root: string): Set<string> {
  const folder = path.join(root, DRAWINGS_FOLDER);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Set(files.filter((file) => /\.(?:svg|json)$/.test(file)).map((file) => file.replace(/\.\w+$/, '')));
}

/** Whether a diagram has a picture that is not stale. */
export function isDrawn(root: string, source: string): boolean {
  const files = drawingFiles(root, drawingName(source));
  return existsSync(files.svg) && existsSync(files.words);
}

/**
 * Reads the picture of a diagram.
 *
 * @throws Error that says what to run when the picture is missing, stale or broken.
 */
export function readDrawing(root: string, source: string): Drawing {
  const name = drawingName(source);
  const files = drawingFiles(root, name);
  if (!isDrawn(root, source)) {
    throw new Error(`The picture of this diagram is missing or stale (${DRAWINGS_FOLDER}/${name}). ${REDRAW}`);
  }
  const svg = readFileSync(files.svg, 'utf8');
  const picture = pictureOf(svg);
  if (
    picture === undefined ||
    !svg.trimEnd().endsWith('</svg>') ||
    /<script|<foreignObject|<style|\son\w+=/i.test(svg)
  ) {
    throw new Error(`${DRAWINGS_FOLDER}/${name}.svg is not a picture that can be shown. Delete it. ${REDRAW}`);
  }
  return { ...readWords(files.words, name), ...picture };
}

function readWords(file: string, name: string): DiagramWords {
  try {
    return wordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${DRAWINGS_FOLDER}/${name}.json cannot be read. Delete it. ${REDRAW}`, { cause: error });
  }
}
