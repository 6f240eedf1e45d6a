import type { Change } from './changes.ts';
import type { ChangeArea } from './dated-facts.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import type { Message } from './schema/message.ts';

/** How much a change asks of those who upgrade. */
export type Impact = 'breaking' | 'changed' | 'new';

/** Whom a change concerns. `internals` is what only the two programs see of each other. */
export type Audience = 'operators' | 'authors' | 'internals';

/** What scripts, services, workflows and dashboards name: they break when it is no longer there. */
const RELIED_ON: ReadonlySet<ChangeArea> = new Set([
  'command',
  'argument',
  'flag',
  'global option',
  'environment variable',
  'message',
  'placement field',
  'output',
  'output field',
  'model',
  'model field',
  'route',
]);

/** What is relied on to stay the same of things that remain. */
const RELIED_ON_PROPERTIES: Readonly<Partial<Record<ChangeArea, readonly string[]>>> = {
  argument: ['required', 'form'],
  flag: ['usage', 'default', 'required', 'form', 'repeatable'],
  'global option': ['usage', 'default', 'required'],
  'environment variable': ['readBy', 'flag'],
  'exit code': ['code'],
  message: ['text', 'printedBy'],
  reaction: ['does', 'exitCode'],
  'restart outcome': ['worker', 'exitCode', 'tokenState'],
  'placement field': ['type'],
  timing: ['value'],
  output: ['shape'],
  'output field': ['type'],
  'model field': ['type', 'optional'],
  route: ['method', 'path'],
};

/** Tells how much a change asks of those who upgrade. */
export function impactOf({ kind, area, differences }: Change): Impact {
  if (kind === 'appeared') {
    return 'new';
  }
  if (kind === 'went') {
    return RELIED_ON.has(area) ? 'breaking' : 'changed';
  }
  const relied = RELIED_ON_PROPERTIES[area] ?? [];
  return differences.some(({ property }) => relied.includes(property)) ? 'breaking' : 'changed';
}

const INTERNAL: ReadonlySet<ChangeArea> = new Set([
  'model version',
  'model method',
  'frame',
  'verb',
  'verb field',
  'verb limit',
  'error code',
]);

/** Commands that authors run; the others belong to operators. */
const AUTHOR_COMMANDS: readonly string[] = ['workflow run', 'workflow cancel', 'model method run'];

const AUTHOR_PHASES: ReadonlySet<Message['phase']> = new Set(['placement', 'cancel', 'workflow', 'client']);

/** Tells whom a change concerns. A thing of both is listed for operators. */
export function audienceOf(change: Change, older: ProtocolSpec, newer: ProtocolSpec): Audience {
  const { area, name, owners } = change;
  if (INTERNAL.has(area)) {
    return 'internals';
  }
  switch (area) {
    case 'placement field':
      return 'authors';
    case 'message':
      return audienceOfMessages([name], older, newer);
    case 'reaction':
    case 'other side':
      return audienceOfMessages(owners, older, newer);
    case 'timing':
      return changedInWorkflows(name, older, newer) ? 'authors' : 'operators';
    default:
      return owners.length > 0 && owners.every((owner) => AUTHOR_COMMANDS.includes(owner.replaceAll('-', ' ')))
        ? 'authors'
        : 'operators';
  }
}

function audienceOfMessages(ids: readonly string[], older: ProtocolSpec, newer: ProtocolSpec): Audience {
  const messages = [...newer.messages, ...older.messages].map(({ value }) => value);
  const concernsAuthors = (id: string): boolean => {
    const message = messages.find((candidate) => candidate.id === id);
    // What a step asks of the orchestrator is written by its author.
    return message !== undefined && (AUTHOR_PHASES.has(message.phase) || message.part === 'capability');
  };
  return ids.every(concernsAuthors) ? 'authors' : 'operators';
}

function changedInWorkflows(name: string, older: ProtocolSpec, newer: ProtocolSpec): boolean {
  return [...newer.timings.value, ...older.timings.value].some(
    (timing) => timing.name === name && /\b(?:step|workflow|job)\b/.test(timing.changedBy ?? ''),
  );
}
