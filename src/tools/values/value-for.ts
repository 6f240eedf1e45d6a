import { VALUE_FIELDS } from '../../markdown/code/example-values.ts';
import type { Mark, ValueField, ValueKind } from '../../markdown/code/example-values.ts';
import { fieldOf } from './values.ts';
import type { Values } from './values.ts';

const KINDS: Readonly<Record<Mark, { readonly kinds: readonly ValueKind[]; readonly open?: string }>> = {
  a: { kinds: ['address'] },
  o: { kinds: ['address'] },
  h: { kinds: ['host', 'ip'] },
  p: { kinds: ['port'] },
  n: { kinds: ['name'], open: 'name' },
  l: { kinds: ['label'], open: 'label' },
  d: { kinds: ['path'], open: 'path' },
  w: { kinds: ['workflow'], open: 'workflow' },
};

/** The example in a mark as its field names it: a label of YAML or of an expression as `key=value`. */
function exampleOf(mark: Mark, text: string): string {
  if (mark === 'l') {
    return text.replace(/^\.(\w+) == "(.*)"$/, '$1=$2').replace(/^([\w-]+): "?([^"]*)"?$/, '$1=$2');
  }
  return mark === 'o' ? text.replace(/^http/, 'ws') : text;
}

/** The field to which the example in a mark belongs; none for the port of a proxy, which follows from the address. */
export function fieldOfMark(mark: Mark, text: string): ValueField | undefined {
  const { kinds, open } = KINDS[mark];
  const example = exampleOf(mark, text);
  const known = VALUE_FIELDS.find(({ kind, examples }) => kinds.includes(kind) && examples.includes(example));
  return known ?? (open === undefined ? undefined : fieldOf(`${open}:${example}`));
}

/**
 * The reader's own value for the example in a mark.
 *
 * @returns `undefined` when the reader has none that fits there.
 */
export function valueFor(mark: Mark, text: string, values: Values): string | undefined {
  switch (mark) {
    case 'a':
      return addressFor(text, values);
    case 'o':
      return addressFor(exampleOf(mark, text), values)
        ?.replace(/^ws/, 'http')
        .replace(/(?<=\/\/[^/]*)\/.*/, '');
    case 'h':
      return hostFor(text, values);
    case 'p':
      return portFor(text, values);
    default: {
      const field = fieldOfMark(mark, text);
      return field && values[field.id];
    }
  }
}

/** Of the address: whether the machine itself, its host, its port. */
function readAddress(address: string): { isLocal: boolean; host: string; port: string } {
  const [, scheme, host, port] = /^(wss?):\/\/(\[[^\]]*\]|[^/:]*)(?::(\d+))?/.exec(address)!;
  return {
    isLocal: /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host!),
    host: host!,
    port: port ?? (scheme === 'wss' ? '443' : '80'),
  };
}

/** An address of the machine itself stands for no address by which others reach it. */
function addressFor(example: string, values: Values): string | undefined {
  const { address } = values;
  const of = readAddress(example);
  if (address !== undefined && (of.isLocal || !readAddress(address).isLocal)) {
    return address;
  }
  const host = hostFor(of.host, values);
  const port = portFor(of.port, values);
  if (host === undefined && port === undefined) {
    return undefined;
  }
  const hasPort = /:\d+$/.test(example);
  return `${example.split('//')[0]}//${host ?? of.host}${hasPort ? `:${port ?? of.port}` : ''}`;
}

function hostFor(example: string, values: Values): string | undefined {
  const id = fieldOfMark('h', example)?.id;
  const own = id && values[id];
  if (own !== undefined || values['address'] === undefined) {
    return own;
  }
  const { isLocal, host } = readAddress(values['address']);
  // A name does not stand where an IP address has to, nor the other way round: certificates tell them apart.
  const isOfExample = /^[\d.]+$/.test(host) ? id === 'ip' : id === 'host' && !host.startsWith('[');
  return isOfExample && !isLocal ? host : undefined;
}

function portFor(example: string, values: Values): string | undefined {
  const id = fieldOfMark('p', example)?.id;
  const own = id && values[id];
  if (own !== undefined || values['address'] === undefined) {
    return own;
  }
  const { isLocal, port } = readAddress(values['address']);
  // The port of the program itself is in an address of its own machine, that of a proxy in any other.
  return (example === '9090' && isLocal) || (example === '9443' && !isLocal) ? port : undefined;
}
