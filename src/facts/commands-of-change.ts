import type { Change } from './changes.ts';
import type { ProtocolSpec } from './protocol-spec.ts';

/** The commands that a change concerns, as typed after `swamp`; none where it is no matter of commands. */
export function commandsOfChange({ area, name, owners }: Change, spec: ProtocolSpec): string[] {
  switch (area) {
    case 'command':
      return [name];
    case 'message':
      return commandsOfMessages([name], spec);
    case 'reaction':
    case 'other side':
      return commandsOfMessages(owners, spec);
    case 'output':
    case 'output field':
      return owners.map((owner) => owner.replaceAll('-', ' '));
    case 'restart outcome':
      return ['worker connect'];
    case 'environment variable':
      return owners.length > 0 ? [...owners] : readersOf(name, spec);
    default:
      return [...owners];
  }
}

function commandsOfMessages(ids: readonly string[], spec: ProtocolSpec): string[] {
  return spec.messages.filter(({ value }) => ids.includes(value.id)).flatMap(({ value }) => value.commands);
}

function readersOf(variable: string, spec: ProtocolSpec): string[] {
  const readers = spec.environment.value.variables.filter(({ name }) => name === variable);
  return commandsNamedIn(
    readers.map(({ readBy }) => readBy),
    spec,
  );
}

/** Commands that stand in code marks in a text. */
export function commandsNamedIn(texts: readonly string[], spec: ProtocolSpec): string[] {
  const codes = texts.flatMap((text) => [...text.matchAll(/`(?:swamp )?([^`]+)`/g)].map((match) => match[1]!));
  return codes.flatMap((code) => {
    const found = [...spec.commands.keys()].filter((command) => code === command || code.startsWith(`${command} `));
    // `serve daemon enable` is not about `serve`.
    return found.sort((a, b) => b.length - a.length).slice(0, 1);
  });
}
