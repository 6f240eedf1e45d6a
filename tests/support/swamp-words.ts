import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';

/** Commands that pages mention and that are no part of the facts: they have nothing to do with workers. */
const OTHER_COMMANDS = /^(?:access|auth|completions|init|model|repo|vault|workflow)\b/;

/** Names in capitals that belong to `swamp` or to the runtime in it. */
const VARIABLE = /\b(?:SWAMP_[A-Z0-9_]+|DENO_[A-Z0-9_]+)\b/g;

/** One use of the program: the words after `swamp` and the flags that follow in the same command. */
interface Use {
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/**
 * Finds flags and variables of `swamp` that do not exist, in a shell script or a configuration file.
 *
 * @returns one line for each unknown name.
 */
export function unknownSwampWords(spec: ProtocolSpec, text: string): string[] {
  const variables = new Set(spec.environment.value.variables.map((variable) => variable.name));
  const named = [...new Set(text.match(VARIABLE) ?? [])];
  return [
    ...named.filter((name) => !variables.has(name)).map((name) => `variable ${name}`),
    ...usesOf(text).flatMap((use) => unknownFlags(spec, use)),
  ];
}

function usesOf(text: string): Use[] {
  const joined = text.replace(/\\\n\s*/g, ' ');
  return [...joined.matchAll(/\bswamp"? ([^\n|&;'`]*)/g)].map(([, rest]) => {
    const tokens = rest!.trim().split(/\s+/);
    const firstOther = tokens.findIndex((token) => !/^[a-z][a-z-]*$/.test(token));
    return {
      words: firstOther === -1 ? tokens : tokens.slice(0, firstOther),
      flags: tokens.filter((token) => /^--[a-z]/.test(token)).map((token) => token.split('=')[0]!),
    };
  });
}

function unknownFlags(spec: ProtocolSpec, { words, flags }: Use): string[] {
  const length = words.findLastIndex((_, index) => spec.commands.has(words.slice(0, index + 1).join(' '))) + 1;
  const command = spec.commands.get(words.slice(0, length).join(' '))?.value;
  if (command === undefined) {
    return OTHER_COMMANDS.test(words.join(' ')) ? [] : flags.map((flag) => `swamp ${words.join(' ')} ${flag}`);
  }
  const known = new Set(
    [...command.flags, ...command.outOfScopeFlags, ...spec.globalFlags.value].map((flag) => flag.name),
  );
  return flags.filter((flag) => !known.has(flag)).map((flag) => `swamp ${command.command} ${flag}`);
}
