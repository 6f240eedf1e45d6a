import { VALUE_FIELDS } from './example-values.ts';
import type { Mark, Place } from './example-values.ts';
import { shellPlaces } from './shell-places.ts';

/** A place in code where an example stands that readers replace by their own value. */
export interface ExamplePlace {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark;
  readonly place: Place;
}

/** Languages of what readers type or save. What a program printed has others, JSON among them, and is never marked. */
const TYPED = new Set(['bash', 'docker', 'ini', 'nginx', 'systemd', 'text', 'yaml']);

const NAME = '[a-z0-9][a-z0-9_-]*(?![\\w.<-])';
const LABEL = '[\\w-]+=[\\w.-]+(?![\\w,$])';
const BEFORE = '(?<![\\w/~.-])';
const AFTER = '(?![\\w-]|\\.\\w)';

const listed = VALUE_FIELDS.filter(({ kind }) => kind === 'path')
  .flatMap(({ examples }) => examples)
  .map((example) => example.replaceAll('.', '\\.'));

/** What stands where, the surer first: what one rule has found no other takes. */
const RULES: readonly (readonly [Mark, string])[] = [
  [
    'a',
    `\\bwss?://(?:127\\.0\\.0\\.1:9090|(?:orchestrator(?:\\.example)?|192\\.0\\.2\\.10)(?::\\d+)?)(?!:|\\d)${AFTER}`,
  ],
  ['o', `\\bhttps://(?:orchestrator\\.example|192\\.0\\.2\\.10)(?::\\d+)?(?!:|\\d)${AFTER}`],
  ['h', `(?<![\\w.-])(?:orchestrator\\.example|worker\\.example|192\\.0\\.2\\.[12]0)${AFTER}`],
  ['p', '(?<=--port[ =]|:)(?:9090|9190)(?!\\w)'],
  ['p', '(?<=\\blisten )9443(?!\\d)'],
  ['n', `(?<=\\bworker (?:token (?:create|revoke)|verify) )${NAME}`],
  ['n', '(?<=(?:--token |SWAMP_WORKER_TOKEN=))[a-z0-9][a-z0-9_-]*(?=\\.(?:<secret>|[0-9a-f]{64}))'],
  ['n', `(?<=^ *(?:- )?target: )${NAME}$`],
  ['n', '(?<=\\b(?:worker-token|check)-)(?:alpha|beta|second)\\b'],
  ['n', `(?<=\\bworkerName == ")${NAME}`],
  // The name of a fleet's token is a label of its workers, and begins their names.
  ['n', '(?<=^ +fleet: )fleet$|(?<=")fleet(?=-\\$)'],
  ['l', `(?<=--label[ =])${LABEL}`],
  ['l', `(?<=\\bSWAMP_WORKER_LABELS(?:=|: |\\n +value: ))${LABEL}`],
  ['l', '(?<=second\\.token )site=second\\b'],
  ['l', '(?<=\\blabels)\\.[a-z]\\w* == "[^"]+"'],
  ['w', `(?<=\\bworkflow (?:run|validate|history search) )${NAME}`],
  ['w', `(?<=\\bworkflowName == ")${NAME}`],
  ['w', '(?<=\\bworkflow-)[a-z0-9][a-z0-9-]*(?=\\.yaml\\b)'],
  ['d', '(?<=--cache-dir )[~/][^\\s\'"$;)]+'],
  ['d', '(?<=\\bSWAMP_WORKER_CACHE_DIR(?:=|: |\\n +value: ))/[\\w/.-]+'],
  ['d', `${BEFORE}(?:${listed.join('|')})${AFTER}`],
];

const rules = RULES.map(([mark, pattern]) => ({ mark, pattern: new RegExp(pattern, 'gm') }));

/** A workflow's own name, and not that of a pipeline. */
const WORKFLOW = /^jobs:\n(?![^]*\bruns-on:)/m;

/** Whether code of a language is what readers type or save. */
export function isTyped(language: string): boolean {
  return TYPED.has(language);
}

/**
 * Finds the examples in a block of code.
 *
 * @param code - its text.
 * @param language - the word behind its fence.
 * @returns the places in order, none within another.
 */
export function findPlaces(code: string, language: string): ExamplePlace[] {
  if (!isTyped(language)) {
    return [];
  }
  const placeAt = placesOf(code, language);
  const found: ExamplePlace[] = [];
  const add = (mark: Mark, start: number, text: string): void => {
    const end = start + text.length;
    if (!found.some((other) => start < other.end && other.start < end) && !isOfItsPlace(code, mark, start, text)) {
      found.push({ start, end, mark, place: placeAt(start, end) });
    }
  };
  for (const { mark, pattern } of rules) {
    for (const match of code.matchAll(pattern)) {
      add(mark, match.index, match[0]);
    }
  }
  if (language === 'yaml') {
    yamlLabels(code).forEach(({ start, text }) => add('l', start, text));
    const name = WORKFLOW.test(code) ? /(?<=^name: )[a-z0-9][a-z0-9-]*$/m.exec(code) : null;
    if (name !== null) {
      add('w', name.index, name[0]);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Paths that stay as they are: what a command deletes, and what another line of the same file makes. */
function isOfItsPlace(code: string, mark: Mark, start: number, text: string): boolean {
  if (mark !== 'd') {
    return false;
  }
  const before = code.slice(code.lastIndexOf('\n', start) + 1, start);
  return (
    /\brm /.test(before) ||
    before.endsWith('WorkingDirectory=') ||
    (text === '/etc/swamp/orchestrator.pem' && /^ *(?:- )?mountPath: \/etc\/swamp$/m.test(code))
  );
}

function placesOf(code: string, language: string): (start: number, end: number) => Place {
  if (language === 'bash') {
    return shellPlaces(code);
  }
  if (language === 'yaml') {
    return (start, end) =>
      /(?:^|[^\w"'])(?:[\w.-]+: |- )$/.test(code.slice(code.lastIndexOf('\n', start - 1) + 1, start)) &&
      /^(?:\n|$)/.test(code.slice(end))
        ? 'y'
        : '';
  }
  return () => '';
}

/** Pairs in the mappings below `labels:`. Keys with a slash are those of Kubernetes. */
function yamlLabels(code: string): { start: number; text: string }[] {
  return [...code.matchAll(/^( *)(?:- )?labels:\n((?:\1 +\S.*(?:\n|$))+)/gm)].flatMap((block) => {
    const begin = block.index + block[0].length - block[2]!.length;
    return [...block[2]!.matchAll(/(?<=^ +)[\w-]+: (?:"[\w.-]+"|[\w.-]+)$/gm)].map((pair) => ({
      start: begin + pair.index,
      text: pair[0],
    }));
  });
}
