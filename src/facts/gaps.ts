import type { SpecFault } from './spec-error.ts';
import type { YamlSource } from './yaml-source.ts';

/** Stands where a fact waits for a person's words. No build passes with it. */
const MARKER = 'TODO(words)';

/** A text that stands for one that a person has to write. */
export function gap(whatToWrite: string): string {
  return `${MARKER}: ${whatToWrite}`;
}

/** A text of a file that waits for a person's words. */
export interface Gap {
  readonly file: string;
  readonly line: number;
  /** Where it stands within the file: `flags.3.description`. */
  readonly at: string;
  readonly whatToWrite: string;
}

/** All texts of a file that wait for a person's words. */
export function gapsIn(source: YamlSource): Gap[] {
  return gapsBelow(source, source.value, []);
}

function gapsBelow(source: YamlSource, value: unknown, keys: readonly PropertyKey[]): Gap[] {
  if (typeof value === 'string') {
    return value.startsWith(MARKER)
      ? [
          {
            file: source.file,
            line: source.lineOf(keys),
            at: keys.map(String).join('.'),
            whatToWrite: value.slice(MARKER.length).replace(/^[:\s]+/, '') || 'what stands here',
          },
        ]
      : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        gapsBelow(source, inner, [...keys, Array.isArray(value) ? Number(key) : key]),
      )
    : [];
}

/** The gaps of a file as faults: each says where words are missing and which. */
export function faultsOfGaps(source: YamlSource): SpecFault[] {
  return gapsIn(source).map(({ file, line, at, whatToWrite }) => ({
    file,
    line,
    message: `words are missing. Write ${whatToWrite}, in place of '${MARKER}' (at ${at})`,
  }));
}
