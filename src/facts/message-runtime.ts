import type { Message } from './schema/message.ts';

/** Whether a program that runs on a runtime, such as `deno 2.8.3`, can print a message. */
export function isPrintedOn({ runtime }: Pick<Message, 'runtime'>, actual: string | undefined): boolean {
  return runtime === undefined || actual?.startsWith(`${runtime}.`) === true;
}

/**
 * Says which programs alone print a message, as Markdown. Such messages stay known, since whoever runs
 * the program from its source with a newer runtime meets them.
 *
 * @returns undefined for a message of the released program.
 */
export function runtimeNote({ runtime }: Pick<Message, 'runtime'>): string | undefined {
  return runtime === undefined
    ? undefined
    : `No release prints this: it comes from a program that was run from its source on ${runtime.replace(/^deno/, 'Deno')}.`;
}
