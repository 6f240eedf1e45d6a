/** Where a message text says something else each time: `{name}`. */
const PARAMETER = /\{([a-zA-Z]+)\}/g;

/** Names of the parameters in a message text, in order, each once. */
export function parametersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PARAMETER)].map((match) => match[1]!))];
}

/** Cuts a message text at its parameters: fixed words at the even positions, names of parameters at the odd ones. */
export function splitAtParameters(text: string): string[] {
  return text.split(PARAMETER);
}

/** A message text with values in the place of its parameters; one without a value stays as it is. */
export function fillIn(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(PARAMETER, (whole, name: string) => valueOf(name) ?? whole);
}

/** A message text as readers see it: parameters are written `<name>`, as in usage lines. */
export function showText(text: string): string {
  return fillIn(text, (name) => `<${name}>`);
}
