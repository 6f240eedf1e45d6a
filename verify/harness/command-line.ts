/** Writes a command as a person types it in a POSIX shell. */
export function commandLine(args: readonly string[]): string {
  return ['swamp', ...args].map(quoted).join(' ');
}

/** Writes one word so that a POSIX shell leaves it as it is. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
