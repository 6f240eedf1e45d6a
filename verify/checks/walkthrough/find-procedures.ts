import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Protocol } from '../../../src/facts/releases.ts';
import { SpecError } from '../../../src/facts/spec-error.ts';
import type { SpecFault } from '../../../src/facts/spec-error.ts';
import { parseProcedure } from './parse-procedure.ts';
import type { Procedure } from './procedure.ts';

/** The procedures among a protocol's pages, and the faults of those that cannot be read. */
export interface FoundProcedures {
  readonly procedures: readonly Procedure[];
  readonly faults: readonly SpecFault[];
}

/** Reads every procedure among the pages of a protocol, in the order of their paths. */
export function findProcedures(root: string, protocol: Protocol): FoundProcedures {
  const folder = protocol.versionName === 'current' ? 'docs' : `versioned_docs/version-${protocol.versionName}`;
  const procedures: Procedure[] = [];
  const faults: SpecFault[] = [];
  for (const name of pagesIn(path.join(root, folder))) {
    try {
      const text = readFileSync(path.join(root, folder, name), 'utf8');
      const procedure = parseProcedure(name.replace(/\.mdx?$/, ''), `${folder}/${name}`, text);
      procedures.push(...(procedure === undefined ? [] : [procedure]));
    } catch (error) {
      if (!(error instanceof SpecError)) {
        throw error;
      }
      faults.push(...error.faults);
    }
  }
  return { procedures, faults };
}

function pagesIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}
