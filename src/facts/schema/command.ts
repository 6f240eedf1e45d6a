import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

/** An environment variable that stands in for a flag or argument. */
const environmentAliasSchema = datedObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'not the name of an environment variable'),
});

/** One flag of a command. The same flag may stand twice when its releases do not overlap. */
const flagSchema = datedObject({
  name: z.string().regex(/^--[a-z][a-z0-9-]*$/, "a flag starts with '--'"),
  short: z
    .string()
    .regex(/^-[a-zA-Z]$/, "a short flag is '-' and one letter")
    .optional(),
  /** Placeholder of its value as the help shows it, without brackets; absent for a switch. */
  value: z.string().optional(),
  /** The grammar of the value when the placeholder does not say it. */
  form: z.string().optional(),
  required: z.boolean().default(false),
  repeatable: z.boolean().default(false),
  /** What applies when it is absent, as the program states or does it. */
  default: z.string().optional(),
  env: environmentAliasSchema.optional(),
  description: proseSchema,
});

/** One positional argument of a command. */
const argumentSchema = datedObject({
  name: z.string().min(1),
  /** As in the usage line: `<name>` is required, `[name]` is not. */
  required: z.boolean(),
  env: environmentAliasSchema.optional(),
  description: proseSchema,
});

/** One exit code of a command and when it is returned. */
const exitCodeSchema = datedObject({
  code: z.int().min(0).max(255),
  when: proseSchema,
});

/** One file in `spec/protocol-N/commands/`. */
export const commandSchema = datedObject({
  /** As typed after `swamp`. */
  command: z.string().regex(/^[a-z-]+(?: [a-z-]+)*$/, 'write the command as typed, without "swamp"'),
  summary: proseSchema,
  /** Whether the program marks the command as experimental. */
  experimental: z.boolean().default(false),
  /** True for a command that only groups others. */
  group: z.boolean().default(false),
  /**
   * Flags of other areas than remote execution are left out of the table (and of the verifier's
   * both-ways comparison) by naming them here with the reason.
   */
  outOfScopeFlags: z
    .array(datedObject({ name: z.string().regex(/^--[a-z][a-z0-9-]*$/), reason: proseSchema }))
    .default([]),
  arguments: z.array(argumentSchema).default([]),
  /** Where a command has many flags: what they are for, in the order of its page. Each flag is in one of them. */
  flagGroups: z
    .array(
      z.strictObject({
        title: proseSchema,
        flags: z.array(z.string()).min(1),
        /** True for what is no part of remote execution: the page closes it. */
        otherArea: z.literal(true).optional(),
      }),
    )
    .default([]),
  flags: z.array(flagSchema).default([]),
  exitCodes: z.array(exitCodeSchema).default([]),
  /** The file in `outputs/` that describes what `--json` prints; absent when it prints no JSON of its own. */
  output: idSchema.optional(),
});

/** `global-options.yaml`: flags that every command takes. */
export const globalOptionsSchema = z.strictObject({ flags: z.array(flagSchema).min(1) });

export type Flag = z.output<typeof flagSchema>;
export type Argument = z.output<typeof argumentSchema>;
export type Command = z.output<typeof commandSchema>;
export type EnvironmentAlias = z.output<typeof environmentAliasSchema>;
export type ExitCode = Command['exitCodes'][number];
