import type { Code, Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { suggestName } from '../../../src/facts/nearest.ts';
import { idSchema } from '../../../src/facts/schema/common.ts';
import { recordedProcessSchema } from '../../../src/facts/schema/recording.ts';
import { SpecError } from '../../../src/facts/spec-error.ts';
import type { SpecFault } from '../../../src/facts/spec-error.ts';
import { parseFenceAttributes } from './fence-attributes.ts';
import type { Placeholder, Procedure, Step } from './procedure.ts';

/** How long a step may take on a busy machine, when its block names no `timeout`. */
const DEFAULT_STEP_SECONDS = 180;

/** Fences that a person types: in a procedure each of them is a step. */
const TYPED_LANGUAGES = new Set(['bash', 'sh', 'shell', 'console', 'keys']);

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx);

const terminal = recordedProcessSchema.shape.terminal;
const wholeNumber = z.string().regex(/^\d+$/, 'is no whole number').transform(Number);
const seconds = wholeNumber
  .refine((value) => value >= 1 && value <= 600, 'lies between 1 and 600 seconds')
  .transform((value) => value * 1000)
  .default(DEFAULT_STEP_SECONDS * 1000);

const commandSchema = z
  .strictObject({
    step: idSchema,
    terminal,
    title: z.string().optional(),
    until: z.string().min(1).optional(),
    exit: wholeNumber.default(0),
    timeout: seconds,
    run: z.literal('no', { error: 'write run=no, or leave it out' }).optional(),
    reason: z.string().min(1).optional(),
  })
  .refine((block) => (block.run === undefined) === (block.reason === undefined), 'run=no needs a reason, and only it')
  .refine((block) => block.until === undefined || block.exit === 0, 'a block with `until` does not end: no `exit`');

const keysSchema = z.strictObject({
  step: idSchema,
  terminal,
  title: z.string().optional(),
  exit: wholeNumber.default(0),
  timeout: seconds,
});

const fileSchema = z.strictObject({
  step: idSchema,
  file: z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]+$/, 'is no path below the current folder'),
  in: terminal.default('operator'),
  title: z.string().optional(),
});

const lookSchema = z.strictObject({
  step: idSchema,
  terminal,
  until: z.string().min(1),
  timeout: seconds,
});

const frontMatterSchema = z.looseObject({
  title: z.string().min(1),
  procedure: z.boolean().optional(),
  placeholders: z
    .record(
      z.string().regex(/^[A-Z][A-Z_]+$/, 'a placeholder is written in CAPITALS'),
      z.strictObject({ from: idSchema, pattern: z.string().min(1) }),
    )
    .default({}),
  continues: z.strictObject({ page: z.string(), before: idSchema }).optional(),
});

/**
 * Reads a page as a procedure.
 *
 * @param page - its address within the version: `operators/get-started`.
 * @param file - its path from the project's folder.
 * @param text - the page.
 * @returns `undefined` for a page that is no procedure (`procedure: true` in its front matter).
 * @throws {@link SpecError} with file and line of every fault.
 */
export function parseProcedure(page: string, file: string, text: string): Procedure | undefined {
  if (!/^procedure:/m.test(text)) {
    return undefined;
  }
  return new PageReader(page, file, text).read();
}

class PageReader {
  private readonly faults: SpecFault[] = [];
  private readonly steps: Step[] = [];
  private readonly titles = new Map<string, string>();
  private readonly shown: { readonly step: string; readonly line: number }[] = [];

  constructor(
    private readonly page: string,
    private readonly file: string,
    private readonly text: string,
  ) {}

  read(): Procedure | undefined {
    const tree = parser.parse(this.text) as Root;
    const head = this.frontMatter(tree);
    if (head?.procedure !== true && this.faults.length === 0) {
      return undefined;
    }
    for (const node of blocksOf(tree)) {
      this.guarded(lineOf(node), () => this.readBlock(node));
    }
    this.checkTranscripts();
    const placeholders = Object.entries(head?.placeholders ?? {}).flatMap(([name, value]) =>
      this.placeholder(name, value),
    );
    if (this.faults.length > 0) {
      throw new SpecError(this.faults);
    }
    const { page, file, steps } = this;
    const continues = head!.continues && { ...head!.continues, line: this.lineOfText('continues:') };
    const shown = new Set(this.shown.map(({ step }) => step));
    return { page, file, title: head!.title, placeholders, steps, shown, continues };
  }

  private frontMatter(tree: Root): z.output<typeof frontMatterSchema> | undefined {
    const node = tree.children.find((child) => child.type === 'yaml');
    const result = frontMatterSchema.safeParse(node === undefined ? {} : parseYaml(node.value));
    if (result.success) {
      return result.data;
    }
    for (const issue of result.error.issues) {
      const key = String(issue.path.at(-1) ?? 'procedure');
      this.fault(this.lineOfText(`${key}:`), `${issue.path.join('.')}: ${issue.message}`);
    }
    return undefined;
  }

  private readBlock(node: Code | MdxJsxFlowElement): void {
    if (node.type === 'mdxJsxFlowElement') {
      this.readTag(node);
      return;
    }
    const attributes = /\b(?:step|file)=/.test(node.meta ?? '') ? parseFenceAttributes(node.meta!) : {};
    if (attributes.file !== undefined) {
      this.addFile(node, checked(fileSchema, attributes));
    } else if (node.lang === 'keys' && attributes.step !== undefined) {
      this.addKeys(node, checked(keysSchema, attributes));
    } else if (attributes.step !== undefined) {
      this.addCommand(node, checked(commandSchema, attributes));
    } else if (TYPED_LANGUAGES.has(node.lang ?? '')) {
      throw new Error(`a '${node.lang}' block of a procedure is a step: give it step= and terminal=`);
    }
  }

  private readTag(node: MdxJsxFlowElement): void {
    if (node.name !== 'Look' && node.name !== 'Transcript') {
      return;
    }
    const attributes = Object.fromEntries(
      node.attributes.map((attribute) => [
        attribute.type === 'mdxJsxAttribute' ? attribute.name : '{…}',
        typeof attribute.value === 'string' ? attribute.value : '',
      ]),
    );
    if (node.name === 'Transcript') {
      this.shown.push({ step: attributes.step ?? '', line: lineOf(node) });
      return;
    }
    const look = checked(lookSchema, attributes);
    const { step: name, terminal: at, until, timeout: timeoutMs } = look;
    this.add({ kind: 'look', name, line: lineOf(node), terminal: at, until, timeoutMs });
  }

  private addCommand(node: Code, block: z.output<typeof commandSchema>): void {
    const { step: name, terminal: at, until, exit, timeout: timeoutMs, reason: notRun } = block;
    if (until !== undefined && node.value.replaceAll(/\\\n/g, '').trim().includes('\n')) {
      throw new Error('a block with `until` holds one command only; what prepares it stands in a block before');
    }
    this.checkTitle(at, block.title);
    this.add({
      kind: 'command',
      name,
      line: lineOf(node),
      terminal: at,
      script: node.value,
      until,
      exit,
      timeoutMs,
      notRun,
    });
  }

  private addKeys(node: Code, block: z.output<typeof keysSchema>): void {
    const keys = node.value.trim();
    if (keys !== 'Ctrl-C') {
      throw new Error(`'${keys}' is no key that can be pressed here; known: Ctrl-C`);
    }
    this.checkTitle(block.terminal, block.title);
    const { step: name, terminal: at, exit, timeout: timeoutMs } = block;
    this.add({ kind: 'keys', name, line: lineOf(node), terminal: at, keys, exit, timeoutMs });
  }

  private addFile(node: Code, block: z.output<typeof fileSchema>): void {
    const { step: name, in: at, file } = block;
    this.add({ kind: 'file', name, line: lineOf(node), terminal: at, file, content: `${node.value}\n` });
  }

  private add(step: Step): void {
    const first = this.steps.find((other) => other.name === step.name);
    if (first !== undefined) {
      throw new Error(`step '${step.name}' stands twice (first in line ${first.line})`);
    }
    this.steps.push(step);
  }

  /** A reader knows a terminal by its title, so it has one only. */
  private checkTitle(at: string, title: string | undefined): void {
    const known = this.titles.get(at);
    if (title !== undefined && known !== undefined && title !== known) {
      throw new Error(`the terminal '${at}' is called "${known}" before and "${title}" here`);
    }
    if (title !== undefined) {
      this.titles.set(at, title);
    }
  }

  private checkTranscripts(): void {
    const names = this.steps.map((step) => step.name);
    for (const { step, line } of this.shown.filter((tag) => !names.includes(tag.step))) {
      this.fault(line, `<Transcript>: there is no step '${step}' in this page. ${suggestName(step, names)}`);
    }
  }

  private placeholder(name: string, { from, pattern }: { from: string; pattern: string }): Placeholder[] {
    const line = this.lineOfText(`${name}:`);
    try {
      return [{ name, from, pattern: new RegExp(pattern), line }];
    } catch (error) {
      this.fault(line, `placeholder ${name}: ${messageOf(error)}`);
      return [];
    }
  }

  private guarded(line: number, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.fault(line, messageOf(error));
    }
  }

  private fault(line: number, message: string): void {
    this.faults.push({ file: this.file, line, message });
  }

  private lineOfText(text: string): number {
    const offset = this.text.indexOf(text);
    return offset < 0 ? 1 : this.text.slice(0, offset).split('\n').length;
  }
}

/** Code and tags in the order in which they are read, also inside lists and tabs. */
function* blocksOf(node: { readonly children?: readonly unknown[] }): Generator<Code | MdxJsxFlowElement> {
  for (const child of (node.children ?? []) as { type: string; children?: unknown[] }[]) {
    if (child.type === 'code' || child.type === 'mdxJsxFlowElement') {
      yield child as unknown as Code | MdxJsxFlowElement;
    }
    yield* blocksOf(child);
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, attributes: Record<string, string>): z.output<Schema> {
  const result = schema.safeParse(attributes);
  if (result.success) {
    return result.data;
  }
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; '));
}

function lineOf(node: Code | MdxJsxFlowElement): number {
  return node.position?.start.line ?? 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
