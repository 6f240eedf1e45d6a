import type { Header } from './security-headers.ts';

/** What the template of the nginx configuration is filled with. */
export interface NginxSettings {
  /** Path below which the site is served, with slashes at both ends. */
  readonly baseUrl: string;
  /** First part of the newest protocol's addresses, such as `protocol-4`. */
  readonly newestPath: string;
  /** Port, or address and port, such as `8080` or `[::]:8080`. */
  readonly listen: string;
  /** Folder for the few files that nginx writes. */
  readonly temp: string;
  readonly headers: readonly Header[];
}

/** Characters that mean something to nginx, to its maps or to its regular expressions. */
const PLAIN_PATH = /^\/(?:[A-Za-z0-9_-]+\/)*$/;

/**
 * Fills the template of `deploy/nginx.conf`.
 *
 * @throws Error when a setting would change the meaning of the configuration, or a name in the
 * template is not known.
 */
export function nginxConfig(template: string, settings: NginxSettings): string {
  demand(
    PLAIN_PATH.test(settings.baseUrl),
    `BASE_URL is '${settings.baseUrl}'`,
    'letters, digits, - and _ between slashes',
  );
  demand(/^[\w-]+$/.test(settings.newestPath), `The newest path is '${settings.newestPath}'`, 'letters, digits and -');
  demand(
    /^(?:\d{1,3}(?:\.\d{1,3}){3}:|\[[0-9a-f:]+\]:)?\d{1,5}$/i.test(settings.listen),
    `--listen is '${settings.listen}'`,
    'a port, or an address and a port, such as 8080 or 127.0.0.1:8080',
  );
  demand(
    /^\/[\w./-]*$/.test(settings.temp),
    `--temp is '${settings.temp}'`,
    'a full path of letters, digits, . - and _',
  );
  const values: Readonly<Record<string, string>> = {
    BASE: settings.baseUrl,
    NEWEST: settings.newestPath,
    LISTEN: settings.listen,
    TEMP: settings.temp,
    HEADERS: settings.headers.map(headerLine).join('\n'),
    ROOT: settings.baseUrl === '/' ? '' : rootRedirects(settings.baseUrl),
  };
  return template.replaceAll(/@([A-Z]+)@/g, (_, name: string) => {
    const value = values[name];
    demand(value !== undefined, `deploy/nginx.conf holds @${name}@`, `one of ${Object.keys(values).join(', ')}`);
    return value!;
  });
}

/** A site below a path: the host's start, and the path without its slash, lead to it. */
function rootRedirects(baseUrl: string): string {
  return ['/', baseUrl.slice(0, -1)]
    .map((address) => `    location = ${address} {\n      return 302 ${baseUrl};\n    }\n`)
    .join('\n');
}

function headerLine([name, value]: Header): string {
  demand(!/["\\$\n]/.test(value), `The header ${name} is '${value}'`, 'free of quotes, backslashes and $');
  return `    add_header ${name} "${value}" always;`;
}

function demand(holds: boolean, what: string, form: string): void {
  if (!holds) {
    throw new Error(`${what}, but it must be ${form}.`);
  }
}
