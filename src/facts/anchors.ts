/**
 * Anchors of single facts on the pages of a version. Links of readers end in them, so they never
 * change. A page's own headings have ids without these beginnings.
 */

/** A flag on the page of its command; without a command one that every command takes. */
export function flagAnchor(flag: string, command?: string): string {
  return `flag-${command === undefined ? 'global' : command.replaceAll(' ', '-')}-${flag.replace(/^--?/, '')}`;
}

/** An environment variable on `reference/environment-variables`. */
export function environmentAnchor(variable: string): string {
  return `env-${plain(variable)}`;
}

/** A workflow field on `reference/placement-fields`. */
export function placementAnchor(field: string): string {
  return `placement-${plain(field)}`;
}

/** A stored field on the page of its model. */
export function modelFieldAnchor(model: string, field: string): string {
  return `field-${model}-${plain(field)}`;
}

/** A field of a command's `--json` on the page of the command. */
export function outputFieldAnchor(output: string, path: string): string {
  return `json-${output}-${plain(path)}`;
}

/** A state on `reference/states`. */
export function stateAnchor(machine: string, state: string): string {
  return `${machine}-${state.replaceAll('_', '-')}`;
}

/** Letters, digits and single hyphens; capitals become small ones behind a hyphen, so that names stay apart. */
function plain(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
