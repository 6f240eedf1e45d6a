import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type * as z from 'zod';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';

/** A parsed YAML file that can still say on which line each of its values stands. */
export interface YamlSource {
  /** Path relative to the project, for messages. */
  readonly file: string;
  /** The plain value of the whole document. */
  readonly value: unknown;
  /** 1-based line of the value at a path of keys and indexes (or of its nearest existing parent). */
  lineOf(keys: readonly PropertyKey[]): number;
}

/**
 * Reads one YAML file.
 *
 * @param root - the project's folder; messages name files relative to it.
 * @param absoluteFile - the file to read.
 * @throws {@link SpecError} with line numbers when it is not well-formed YAML.
 */
export function readYaml(root: string, absoluteFile: string): YamlSource {
  const file = path.relative(root, absoluteFile).split(path.sep).join('/');
  return parseYaml(file, readFileSync(absoluteFile, 'utf8'));
}

/**
 * Parses YAML text that stands in `file`.
 *
 * @throws {@link SpecError} with line numbers when it is not well-formed YAML.
 */
export function parseYaml(file: string, text: string): YamlSource {
  const { document, lineCounter } = documentOf(file, text);
  if (document.errors.length > 0) {
    throw new SpecError(
      document.errors.map((error) => ({
        file,
        line: lineCounter.linePos(error.pos[0]).line,
        message: error.message.split('\n')[0]!,
      })),
    );
  }
  return {
    file,
    value: document.toJS(),
    lineOf: (keys) => lineCounter.linePos(offsetOf(document, keys)).line,
  };
}

/** A text with what the parser made of it, which nobody changes. */
interface ParsedText {
  readonly text: string;
  readonly document: Document;
  readonly lineCounter: LineCounter;
}

/** The last text of each file: copies of the facts, and facts that are read again, differ in a file or two. */
const lastTexts = new Map<string, ParsedText>();

function documentOf(file: string, text: string): ParsedText {
  const last = lastTexts.get(file);
  if (last?.text === text) {
    return last;
  }
  const lineCounter = new LineCounter();
  const parsed = { text, document: parseDocument(text, { lineCounter, uniqueKeys: true }), lineCounter };
  lastTexts.set(file, parsed);
  return parsed;
}

function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const key of keys) {
    if (!isCollection(node)) {
      break;
    }
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!isPair(pair)) {
        break;
      }
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else {
      node = node.items[Number(key)];
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
    }
  }
  return offset;
}

/**
 * Checks a YAML file against a schema.
 *
 * @returns the typed value.
 * @throws {@link SpecError} naming file and line of every fault.
 */
export function parseWith<Schema extends z.ZodType>(source: YamlSource, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(source.value);
  if (result.success) {
    return result.data;
  }
  throw new SpecError(result.error.issues.flatMap((issue) => faultsOf(source, issue)));
}

function faultsOf(source: YamlSource, issue: z.core.$ZodIssue): SpecFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file: source.file,
      line: source.lineOf([...issue.path, key]),
      message: `unknown key '${key}'${describePath(issue.path)}`,
    }));
  }
  return [
    { file: source.file, line: source.lineOf(issue.path), message: `${issue.message}${describePath(issue.path)}` },
  ];
}

function describePath(keys: readonly PropertyKey[]): string {
  return keys.length === 0 ? '' : ` (at ${keys.map(String).join('.')})`;
}
