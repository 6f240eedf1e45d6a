import {
  binaryTag,
  constructFromEvents,
  CORE_SCHEMA,
  EVENT_ID,
  getScalarValue,
  mergeTag,
  omapTag,
  pairsTag,
  parseEvents,
  setTag,
  timestampTag,
  YAMLException,
} from 'js-yaml';
import type { Event } from 'js-yaml';

/** Longest workflow file that is read. */
export const LARGEST_FILE = 1024 * 1024;
/** The program stops at 100 levels, too, in the newest of its YAML readers; nobody nests deeper by hand. */
const DEEPEST = 100;
/** References to anchors: more are a trap, not a workflow. */
const MOST_ALIASES = 1000;
/** Scalars, maps and lists. Reading more takes a page too long. */
const MOST_NODES = 60_000;

/** A way into a file: keys and positions. */
export type FilePath = readonly (string | number)[];

export type ReadText =
  | { readonly kind: 'read'; readonly value: unknown; lineOf(path: FilePath): number }
  | { readonly kind: 'unreadable'; readonly problem: string; readonly advice: string; readonly line?: number };

/** What the program's reader knows beside the core of YAML 1.2. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, timestampTag, binaryTag, omapTag, pairsTag, setTag);

/** Reads YAML from whatever somebody pasted. It never throws, and never takes long. */
export function readWorkflowText(text: string): ReadText {
  const unreadable = (problem: string, advice: string, line?: number): ReadText => ({
    kind: 'unreadable',
    problem,
    advice,
    ...(line === undefined ? {} : { line }),
  });
  if (text.length > LARGEST_FILE) {
    return unreadable('The file is larger than 1 MB.', 'Plan a workflow file; data and logs are none.');
  }
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') {
    return unreadable('The file is empty.', 'Paste a workflow file: `name`, `jobs`, and `steps` in each job.');
  }
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const odd = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/.exec(source);
  if (odd !== null || source.includes('\uFFFD')) {
    return unreadable(
      'The file has characters that no YAML file has.',
      'It is binary, or has another encoding: save it as UTF-8.',
      lineAt(lineStarts(source), odd?.index ?? source.indexOf('\uFFFD')),
    );
  }
  try {
    const events = parseEvents(source, { maxDepth: DEEPEST });
    if (events.length > MOST_NODES * 1.5) {
      return unreadable(
        `The file has more than ${MOST_NODES.toLocaleString('en-US')} values.`,
        'That is more than the planner reads. Divide it into nested workflows.',
      );
    }
    const documents = constructFromEvents(events, {
      source,
      schema: SCHEMA,
      maxAliases: MOST_ALIASES,
      maxTotalMergeKeys: MOST_ALIASES,
    });
    if (documents.length > 1) {
      return unreadable(
        'expected a single document in the stream, but found more',
        'A workflow file holds one document: remove the `---` between them.',
      );
    }
    const starts = lineStarts(source);
    const places = placesOf(events, source);
    return { kind: 'read', value: documents[0], lineOf: (path) => lineAt(starts, offsetOf(places, path)) };
  } catch (error) {
    return error instanceof YAMLException
      ? unreadable(error.reason, 'Correct the YAML at this place.', error.mark && error.mark.line + 1)
      : unreadable('The file could not be read as YAML.', 'Correct its YAML, or divide it.');
  }
}

/** Where a value begins, and where its parts do. */
interface Place {
  readonly start: number;
  readonly parts: Map<string | number, Place>;
}

/** Reads the places from the events in which the parser told what it saw. */
function placesOf(events: readonly Event[], source: string): Place {
  const root: Place = { start: 0, parts: new Map() };
  /** Open collections; of a map also the key for which a value is to come. */
  const open: { place: Place; list: boolean; key?: { text: string; start: number } | undefined }[] = [];
  const add = (place: Place, text: string | undefined): void => {
    const parent = open.at(-1);
    if (parent === undefined) {
      root.parts.set(0, place);
    } else if (parent.list) {
      parent.place.parts.set(parent.place.parts.size, place);
    } else if (parent.key === undefined) {
      parent.key = { text: text ?? '', start: place.start };
    } else {
      // The line of the key: that of a value that is long or missing would be another one.
      parent.place.parts.set(parent.key.text, { start: parent.key.start, parts: place.parts });
      parent.key = undefined;
    }
  };
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        add({ start: event.valueStart, parts: new Map() }, getScalarValue(source, event));
        break;
      case EVENT_ID.ALIAS:
        add({ start: event.anchorStart, parts: new Map() }, undefined);
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const place: Place = { start: event.start, parts: new Map() };
        add(place, undefined);
        open.push({ place, list: event.type === EVENT_ID.SEQUENCE });
        break;
      }
      case EVENT_ID.POP:
        open.pop();
        break;
    }
  }
  return root.parts.get(0) ?? root;
}

/** Where a path begins; of one that does not exist, where the part begins in which it would be. */
function offsetOf(root: Place, path: FilePath): number {
  let place = root;
  for (const key of path) {
    const next = place.parts.get(key);
    if (next === undefined) {
      break;
    }
    place = next;
  }
  return Math.max(0, place.start);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** The line of an offset, from 1. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low + 1;
}
