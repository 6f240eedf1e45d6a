import type { HelpOption } from './help-page.ts';
import { isInSpan } from './release.ts';
import type { Release } from './release.ts';
import type { Argument, Flag } from './schema/command.ts';

/** What a help page shows of a flag. */
export type ShownFlag = Pick<Flag, 'name' | 'short' | 'value' | 'required' | 'repeatable' | 'default' | 'env'>;

/** In one thing the facts say something else than a help page; undefined stands for nothing. */
export interface HelpDifference {
  readonly what: string;
  readonly facts: string | undefined;
  readonly help: string | undefined;
}

/** Commands whose subcommands are all facts, so that another one is a difference. */
export const WHOLE_GROUPS: readonly string[] = ['worker', 'worker token', 'worker daemon', 'serve', 'serve daemon'];

/** In what a flag of the facts differs from the same flag of a help page. */
export function flagDifferences(flag: ShownFlag, option: HelpOption, release: Release): HelpDifference[] {
  const differences: HelpDifference[] = [
    { what: 'short flag', facts: flag.short, help: option.short },
    { what: 'value', facts: flag.value, help: option.value },
    { what: 'required', facts: yesOrNo(flag.required), help: yesOrNo(option.required) },
    { what: 'environment variable', facts: envAt(flag, release), help: option.env },
    ...defaultsOf(flag, option),
    // The other way round the help is silent about many flags that do repeat.
    ...(option.repeatable ? [{ what: 'repeatable', facts: yesOrNo(flag.repeatable), help: 'yes' }] : []),
  ];
  return differences.filter(({ facts, help }) => facts !== help);
}

/** Arguments as a usage line shows them: `<name> [url]`, or `none`. */
export function usageOfArguments(args: readonly Pick<Argument, 'name' | 'required'>[]): string {
  return args.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`)).join(' ') || 'none';
}

function envAt(flag: ShownFlag, release: Release): string | undefined {
  return flag.env !== undefined && isInSpan(release, flag.env) ? flag.env.name : undefined;
}

function defaultsOf(flag: ShownFlag, option: HelpOption): HelpDifference[] {
  const stated = option.default;
  // A help that is silent, or says that a switch is off, leaves nothing to compare.
  if (stated === undefined || (stated === 'false' && flag.value === undefined && flag.default === undefined)) {
    return [];
  }
  return [{ what: 'default', facts: plain(flag.default), help: plain(stated) }];
}

/** A default without code marks and blanks, since `30 s` and `30s` are the same. */
function plain(value: string | undefined): string | undefined {
  return value?.replace(/[`"\s]/g, '');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
