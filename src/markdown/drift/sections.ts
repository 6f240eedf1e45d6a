import { createSlugger } from '@docusaurus/utils';
import { splitFrontMatter } from '../tree/version-tree.ts';

/** A part of a page: its front matter, what stands before the first heading, or one heading with what follows it. */
export interface Section {
  /** `front-matter`, `introduction`, or the anchor of the heading. */
  readonly anchor: string;
  /** As written, heading included. */
  readonly text: string;
}

/** Name of the section that holds title, description and the other front matter. */
export const FRONT_MATTER = 'front-matter';

/** Name of the section before the first heading. */
export const INTRODUCTION = 'introduction';

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^#{1,6}\s+(.*?)\s*$/;
const EXPLICIT_ANCHOR = /\{\/\*\s*#([\w-]+)\s*\*\/\}\s*$/;

/**
 * Cuts a page at its headings, of whatever level. Lines within code blocks are no headings.
 *
 * @param source - the whole file.
 * @returns in the order of the page, each anchor once; parts without text are left out.
 */
export function sectionsOf(source: string): Section[] {
  const { yaml, body } = splitFrontMatter(source);
  const slugger = createSlugger();
  const sections: { anchor: string; lines: string[] }[] = [{ anchor: INTRODUCTION, lines: [] }];
  let fence: string | undefined;
  for (const line of body.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined) {
      const heading = mark === undefined ? HEADING.exec(line)?.[1] : undefined;
      if (heading !== undefined) {
        sections.push({ anchor: anchorOf(heading, slugger), lines: [] });
      }
      fence = mark;
    } else if (mark !== undefined && mark.startsWith(fence)) {
      fence = undefined;
    }
    sections.at(-1)!.lines.push(line);
  }
  return [{ anchor: FRONT_MATTER, lines: [yaml] }, ...sections]
    .map(({ anchor, lines }) => ({ anchor, text: lines.join('\n').trim() }))
    .filter(({ text }) => text !== '');
}

function anchorOf(heading: string, slugger: ReturnType<typeof createSlugger>): string {
  return EXPLICIT_ANCHOR.exec(heading)?.[1] ?? slugger.slug(plainText(heading));
}

/** The words of a heading, without the marks of code, emphasis and links. */
function plainText(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}

/**
 * What counts when two versions are compared: line breaks within a paragraph and the version's own
 * address do not, code blocks count as they are.
 */
export function comparable(text: string): string {
  return text
    .replace(/\/protocol-\d+(?=[/)#\s"'\]]|$)/gm, '/protocol-N')
    .split(/(^[ \t]*(?:`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*(?:`{3,}|~{3,})[ \t]*$)/m)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/g, ' ').trim()))
    .join('\n');
}
