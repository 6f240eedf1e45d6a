/**
 * Reads what stands after the language of a code fence: `step=mint terminal=operator title="Terminal 1"`.
 *
 * @throws Error when a part is no `key=value`, or when a key stands twice.
 */
export function parseFenceAttributes(meta: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const rest = meta.replace(/([a-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)/gi, (_, key: string, ...groups) => {
    if (key in attributes) {
      throw new Error(`'${key}' stands twice`);
    }
    attributes[key] = groups.slice(0, 3).find((group) => typeof group === 'string') as string;
    return '';
  });
  if (rest.trim() !== '') {
    throw new Error(`'${rest.trim()}' is no key=value; a value with blanks stands in quotation marks`);
  }
  return attributes;
}
