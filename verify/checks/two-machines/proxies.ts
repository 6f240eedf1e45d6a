import { ORCHESTRATOR, ORCHESTRATOR_NAME, WORKER } from './machines.ts';

/** A file of a recording, as pages show it. */
export interface ShownFile {
  readonly path: string;
  readonly content: string;
}

/** Which program stands in front of the orchestrator, and with which configuration. */
export interface Proxy {
  readonly program: 'nginx' | 'caddy';
  readonly file: ShownFile;
}

/** Port on which every proxy listens. */
export const PROXY_PORT = 9443;

/** Port of the second listener that has the data plane alone. */
export const DATA_PORT = 9480;

/** What a guard asks for. */
export const DOOR = 'open-sesame-42';

/** Name and password of basic authentication. */
export const USER = 'worker';
export const PASSWORD = 'secretpw';

/** Where pages show the file with the password. */
const PASSWORD_FILE = '/etc/swamp/htpasswd';

const UPGRADE = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $connection_upgrade;
proxy_set_header Host $host;`;

/** Passes on what reaches a path, with further lines before or after. */
function location(path: string, { before = '', after = '', to = '', headers = UPGRADE } = {}): string {
  const lines = [before, `proxy_pass http://127.0.0.1:9090${to};`, headers, after].filter(Boolean).join('\n');
  return `location ${path} {\n${indented(lines, 2)}\n}`;
}

const DATA = [location('/data/'), location('/bundle/')];

/** nginx with TLS and the given lines in its server block. */
function nginx(lines: readonly string[], { listen = 'ssl', further = '' } = {}): Proxy {
  const server = [
    `listen ${ORCHESTRATOR}:${PROXY_PORT} ${listen};`,
    'ssl_certificate     /etc/swamp/server.pem;',
    'ssl_certificate_key /etc/swamp/server.key;',
    `server_name ${ORCHESTRATOR_NAME};`,
    ...lines,
  ].join('\n');
  const content = `user root;
worker_processes 1;
pid /run/nginx.pid;
error_log stderr warn;
events {}
http {
  access_log /dev/stdout;
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  server {
${indented(server, 4)}
  }
${further === '' ? '' : `${indented(further, 2)}\n`}}
`;
  return { program: 'nginx', file: { path: 'nginx.conf', content } };
}

function caddy(lines: readonly string[]): Proxy {
  const content = `{
  admin off
  auto_https disable_redirects
}
https://${ORCHESTRATOR_NAME}:${PROXY_PORT} {
  tls /etc/swamp/server.pem /etc/swamp/server.key
  log {
    output stdout
  }
${indented([...lines, 'reverse_proxy 127.0.0.1:9090'].join('\n'), 2)}
}
`;
  return { program: 'caddy', file: { path: 'Caddyfile', content } };
}

const NO_BODY_LIMIT = 'client_max_body_size 0;';
const BASIC_AUTH = `auth_basic "swamp";\nauth_basic_user_file ${PASSWORD_FILE};`;

/** Every proxy of the recordings. */
export const PROXIES = {
  plain: nginx([location('/')]),
  unlimited: nginx([NO_BODY_LIMIT, location('/')]),
  http2: nginx([location('/')], { listen: 'ssl http2' }),
  noUpgrade: nginx([location('/', { headers: 'proxy_set_header Host $host;' })]),
  origin: nginx([location('/', { after: `proxy_set_header Origin https://${ORCHESTRATOR_NAME};` })]),
  path: nginx([location('/swamp/', { to: '/' })]),
  pathAndRoot: nginx([location('/swamp/', { to: '/' }), ...DATA]),
  split: nginx([location('/')], {
    further: `server {\n  listen ${ORCHESTRATOR}:${DATA_PORT};\n${indented(DATA.join('\n'), 2)}\n}`,
  }),
  header: nginx([NO_BODY_LIMIT, location('/', { before: `if ($http_x_door != "${DOOR}") { return 403; }` })]),
  query: nginx([
    NO_BODY_LIMIT,
    location('= /', { before: `if ($arg_door != "${DOOR}") { return 403; }` }),
    ...DATA,
    'location / { return 404; }',
  ]),
  basicAuth: nginx([location('/', { before: BASIC_AUTH })]),
  basicAuthOnSocket: nginx([location('= /', { before: BASIC_AUTH }), ...DATA]),
  admitsWorker: nginx([`allow ${WORKER};`, 'deny all;', location('/')]),
  admitsAnother: nginx(['allow 192.0.2.9;', 'deny all;', location('/')]),
  clientCertificate: nginx(['ssl_client_certificate /etc/swamp/ca.pem;', 'ssl_verify_client on;', location('/')]),
  caddy: caddy([]),
  caddyHeader: caddy([`@bad not header X-Door ${DOOR}`, 'respond @bad 403']),
} as const satisfies Readonly<Record<string, Proxy>>;

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
