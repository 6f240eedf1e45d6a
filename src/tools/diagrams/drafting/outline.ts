import type { DiagramWords, Outline } from '../drawing.ts';

/** What Mermaid's parser read from a sequence diagram. */
export interface SequenceContent {
  readonly kind: 'sequence';
  readonly actors: Readonly<Record<string, string>>;
  readonly messages: readonly {
    readonly type: number;
    readonly from?: string;
    readonly to?: string;
    readonly message?: unknown;
  }[];
  /** Mermaid's own names of the types of messages. */
  readonly types: Readonly<Record<string, number>>;
}

/** What Mermaid's parser read from a flowchart or a state diagram. */
export interface GraphContent {
  readonly kind: 'flowchart' | 'states';
  readonly nodes: readonly {
    readonly id: string;
    readonly label?: string;
    readonly shape?: string;
    readonly isGroup?: boolean;
    readonly parentId?: string;
  }[];
  readonly edges: readonly {
    readonly start: string;
    readonly end: string;
    readonly label?: string;
    readonly arrowTypeStart?: string;
    readonly arrowTypeEnd?: string;
  }[];
}

/** What Mermaid's parser read from a diagram. */
export type DiagramContent = SequenceContent | GraphContent;

/** Says in words what a diagram shows: every message, note, group, arrow and lone box of it. */
export function outlineOf(content: DiagramContent): DiagramWords['outline'] {
  return content.kind === 'sequence' ? sequenceOutline(content) : graphOutline(content);
}

/** Words that open a group of a sequence diagram; `undefined` closes it. */
const GROUPS: Readonly<Record<string, string | undefined>> = {
  LOOP_START: 'Repeated',
  ALT_START: 'Either',
  ALT_ELSE: 'Or',
  OPT_START: 'Optional',
  PAR_START: 'At the same time',
  PAR_AND: 'And at the same time',
  CRITICAL_START: 'All or nothing',
  CRITICAL_OPTION: 'In case of',
  BREAK_START: 'It ends here',
};

const BRANCHES = new Set(['ALT_ELSE', 'PAR_AND', 'CRITICAL_OPTION']);

/** Types that only change the look. */
const SILENT = new Set(['AUTONUMBER', 'ACTIVE_START', 'ACTIVE_END', 'RECT_START', 'RECT_END']);

function sequenceOutline({ actors, messages, types }: SequenceContent): Outline[] {
  const nameOfType = new Map(Object.entries(types).map(([name, number]) => [number, name]));
  const whole: Outline[] = [];
  const open: Outline[][] = [whole];
  let number = 0;
  for (const { type, from, to, message } of messages) {
    const name = nameOfType.get(type) ?? String(type);
    if (SILENT.has(name)) {
      continue;
    }
    const words = plain(message);
    if (GROUPS[name] !== undefined) {
      if (BRANCHES.has(name)) {
        open.pop();
      }
      const parts: Outline[] = [];
      open.at(-1)!.push({ label: words === '' ? GROUPS[name] : `${GROUPS[name]}: ${words}`, parts });
      open.push(parts);
    } else if (name.endsWith('_END')) {
      open.pop();
    } else if (name === 'NOTE') {
      const places = [...new Set([from, to])].filter((actor) => actor !== undefined).map((actor) => actors[actor]);
      open.at(-1)!.push({ label: `Note at ${places.join(' and ')}: ${words}`, parts: [] });
    } else if (from !== undefined && to !== undefined) {
      number += 1;
      addStep(open.at(-1)!, number, messageWords(actors[from]!, actors[to]!, words, name));
    } else {
      throw new Error(`the words for a part of the type ${name} are not known`);
    }
  }
  return whole;
}

function messageWords(from: string, to: string, words: string, type: string): string {
  const ends = from === to ? from : `${from} ${type.startsWith('BIDIRECTIONAL') ? '↔' : '→'} ${to}`;
  return `${ends}: ${words}${type.endsWith('_CROSS') ? ' (does not arrive)' : ''}`;
}

function addStep(parts: Outline[], number: number, step: string): void {
  const last = parts.at(-1);
  if (last !== undefined && 'steps' in last) {
    parts[parts.length - 1] = { ...last, steps: [...last.steps, step] };
  } else {
    parts.push({ first: number, steps: [step] });
  }
}

function graphOutline({ kind, nodes, edges }: GraphContent): Outline[] {
  const names = new Map(nodes.map((node) => [node.id, nodeName(node)]));
  const steps = edges.flatMap(({ start, end, label, arrowTypeStart, arrowTypeEnd }) => {
    const ends = `${names.get(start)} ${arrowBetween(arrowTypeStart, arrowTypeEnd)} ${names.get(end)}`;
    // A state diagram joins several reasons for the same change in one arrow.
    const reasons = kind === 'states' ? String(label ?? '').split(/<br\s*\/?>/) : [label];
    return reasons.map((reason) => (plain(reason) === '' ? ends : `${ends}: ${plain(reason)}`));
  });
  const joined = new Set(edges.flatMap(({ start, end }) => [start, end]));
  const groups = nodes
    .filter((node) => node.isGroup)
    .map((group) => {
      const members = nodes.filter(({ parentId }) => parentId === group.id).map(({ id }) => names.get(id)!);
      return `${names.get(group.id)} holds: ${members.join('; ')}`;
    });
  const alone = nodes.filter((node) => !node.isGroup && !joined.has(node.id)).map((node) => names.get(node.id)!);
  return [{ first: 1, steps: [...groups.sort(), ...steps, ...alone] }];
}

function nodeName({ id, label, shape }: GraphContent['nodes'][number]): string {
  if (shape === 'stateStart') {
    return 'Start';
  }
  return shape === 'stateEnd' ? 'End' : plain(label) || id;
}

function arrowBetween(start: string | undefined, end: string | undefined): string {
  const hasHead = (type: string | undefined): boolean => type !== undefined && !/^(?:none|arrow_open)$/.test(type);
  if (hasHead(start) && hasHead(end)) {
    return '↔';
  }
  return hasHead(end) ? '→' : '—';
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** A label, title or description as one line of plain text. */
export function plain(label: unknown): string {
  return (
    (typeof label === 'string' ? label : '')
      .replace(/<br\s*\/?>/g, ', ')
      // What Mermaid's parser makes of `#58;` and `#lt;` until it draws.
      .replace(/ﬂ°°?(\w+)¶ß/g, '#$1;')
      .replace(/[#&]#?(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/[#&](lt|gt|quot|amp);/g, (_, name: string) => NAMED[name]!)
      .replace(/\s+/g, ' ')
      .trim()
  );
}
