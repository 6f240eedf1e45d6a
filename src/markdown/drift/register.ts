import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Protocol } from '../../facts/releases.ts';
import { parseWith, readYaml } from '../../facts/yaml-source.ts';

/** Why sections of one page differ between two neighboring protocols. */
export interface DriftEntry {
  readonly page: string;
  readonly section: string;
  readonly because: string;
  readonly releases: readonly string[];
  /** References to facts that are otherwise in the two protocols. */
  readonly facts: readonly string[];
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
}

/** One file of the register. */
export const driftFileSchema = z
  .array(
    z
      .strictObject({
        sections: z.array(z.string().min(1)).min(1),
        because: z.string().regex(/^\S.*[.]$/s, 'write a sentence, with its full stop'),
        releases: z.array(z.string()).default([]),
        facts: z.array(z.string()).default([]),
      })
      .refine(({ releases, facts }) => releases.length + facts.length > 0, {
        message: 'name the releases or the facts in which the program differs',
      }),
  )
  .min(1);

/** Folder of the register of two neighboring protocols, relative to the project. */
export function folderOfRegister(older: Pick<Protocol, 'number'>, newer: Pick<Protocol, 'number'>): string {
  return `spec/drift/protocol-${older.number}-to-${newer.number}`;
}

/**
 * Reads the register of two neighboring protocols: one file for each page, at the page's own path.
 *
 * @param root - the project's folder.
 * @returns one entry for each section; empty when nothing is registered, as after a cut.
 * @throws SpecError with file and line of every fault.
 */
export function loadRegister(
  root: string,
  older: Pick<Protocol, 'number'>,
  newer: Pick<Protocol, 'number'>,
): DriftEntry[] {
  const folder = path.join(root, folderOfRegister(older, newer));
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => entriesOf(root, path.join(folder, name), pageOf(name)));
}

function pageOf(name: string): string {
  return name
    .split(path.sep)
    .join('/')
    .replace(/\.yaml$/, '');
}

function entriesOf(root: string, file: string, page: string): DriftEntry[] {
  const source = readYaml(root, file);
  return parseWith(source, driftFileSchema).flatMap(({ sections, ...reason }, index) =>
    sections.map((section) => ({ page, section, ...reason, file: source.file, line: source.lineOf([index]) })),
  );
}
