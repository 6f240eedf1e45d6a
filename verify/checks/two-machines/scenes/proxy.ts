import type { ProcessToRecord } from '../../../record/recorder.ts';
import { pause } from '../../../stage/watch.ts';
import type { TwoMachineLaboratory, Variables } from '../laboratory.ts';
import { ORCHESTRATOR_NAME } from '../machines.ts';
import { DATA_PORT, DOOR, PASSWORD, PROXIES, PROXY_PORT, USER } from '../proxies.ts';
import type { Proxy } from '../proxies.ts';
import { MEANWHILE } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { ON_LOOPBACK, otherProcess, workerScene } from './worker-scene.ts';
import type { WorkerScene } from './worker-scene.ts';

const TIMEOUT_MS = 900_000;
const HOST = `${ORCHESTRATOR_NAME}:${PROXY_PORT}`;
const URL = `wss://${HOST}`;

/** Longer than the 60 s after which nginx closes what is silent. */
const IDLE_MS = 75_000;

/** What the worker sends to a guard that asks for a header. */
const DOOR_HEADER: Variables = { SWAMP_SERVE_EXTRA_HEADERS: `X-Door: ${DOOR}` };

interface Variation extends Pick<
  WorkerScene,
  'title' | 'workflow' | 'inFirstRelease' | 'protocols' | 'before' | 'note'
> {
  readonly id: string;
  readonly proxy: Proxy;
  readonly url?: string;
  readonly env?: Variables;
  readonly args?: readonly string[];
  /** The worker does not know the CA. */
  readonly trustsNobody?: boolean;
  readonly serveFlags?: readonly string[];
}

function proxyScene({ id, url = URL, env = {}, args = [], trustsNobody, serveFlags, ...rest }: Variation): Scene {
  return workerScene({
    ...rest,
    id: `proxy/${id}`,
    serving: () => ({ flags: serveFlags ?? [] }),
    dialing: (laboratory) => ({
      url,
      args,
      env: { ...(trustsNobody === true ? {} : knownTo(laboratory)), ...env },
    }),
  });
}

function knownTo(laboratory: TwoMachineLaboratory): Variables {
  return { DENO_CERT: laboratory.certificate('ca.pem') };
}

/** The proxy stands in front of an orchestrator that demands a server token. */
function tokenModeScene(
  id: string,
  title: string,
  protocols: readonly number[] | undefined,
  hands: 'flag' | 'query' | 'nothing',
): Scene {
  return workerScene({
    id: `proxy/${id}`,
    title,
    ...(protocols && { protocols }),
    serverToken: true,
    proxy: PROXIES.unlimited,
    serving: (laboratory) => laboratory.tokenMode(),
    dialing: (laboratory) => ({
      url: hands === 'query' ? `${URL}/?token=${laboratory.serverToken}` : URL,
      env: knownTo(laboratory),
      ...(hands === 'flag' && { args: ['--server-token', laboratory.serverToken!] }),
      client: { server: ON_LOOPBACK, args: ['--token', laboratory.serverToken!] },
    }),
  });
}

/** Commands of somebody else through a proxy. */
function strangerScene(
  id: string,
  title: string,
  proxy: Proxy,
  play: (stranger: Stranger, laboratory: TwoMachineLaboratory) => Promise<ProcessToRecord[]>,
): Scene {
  return {
    id: `proxy/${id}`,
    title: () => title,
    note: MEANWHILE,
    needs: [proxy.program, 'curl'],
    inFirstRelease: true,
    timeoutMs: TIMEOUT_MS,
    play: async (laboratory) => {
      await laboratory.serveWith([]);
      const running = await laboratory.startProxy(proxy);
      const authority = laboratory.certificate('ca.pem');
      const env = { DENO_CERT: authority, SWAMP_CA_CERT: authority };
      const run: Stranger = async (terminal, ...args) => ({
        terminal,
        directory: 'elsewhere',
        env,
        process: await laboratory.run(args, { on: 'worker', env }),
      });
      const processes = await play(run, laboratory);
      return {
        files: [proxy.file],
        processes: [...processes, otherProcess(running, 'repository'), laboratory.servesMeanwhile()],
      };
    },
  };
}

type Stranger = (terminal: 'client' | 'operator', ...args: readonly string[]) => Promise<ProcessToRecord>;

const RUN = ['model', 'method', 'run', 'hello', 'execute', '--input', 'run=echo ran on $(hostname -I); id -un'];

export const PROXY_SCENES: readonly Scene[] = [
  proxyScene({
    id: 'nginx-basic',
    title: 'nginx ends TLS in front of an orchestrator on loopback.',
    proxy: PROXIES.plain,
  }),
  proxyScene({
    id: 'nginx-no-ca',
    title: 'The worker does not know the CA of the proxy.',
    proxy: PROXIES.plain,
    trustsNobody: true,
  }),
  proxyScene({
    id: 'nginx-http2',
    title: 'nginx ends TLS with HTTP/2 in front of an orchestrator on loopback.',
    proxy: PROXIES.http2,
  }),
  proxyScene({
    id: 'nginx-no-upgrade-headers',
    title: 'The proxy does not pass the upgrade to a WebSocket on.',
    proxy: PROXIES.noUpgrade,
  }),
  proxyScene({ id: 'nginx-origin-header-added', title: 'The proxy adds an `Origin` header.', proxy: PROXIES.origin }),
  proxyScene({
    id: 'nginx-default-body-size.bulk-3MB',
    title: 'The proxy keeps its limit of 1 MB, and a step writes a file of 3 MB.',
    proxy: PROXIES.plain,
    workflow: 'bulk',
  }),
  proxyScene({
    id: 'nginx-body-size-0.bulk-3MB',
    title: 'The proxy has no limit of the body size, and a step writes a file of 3 MB.',
    proxy: PROXIES.unlimited,
    workflow: 'bulk',
  }),
  proxyScene({
    id: 'nginx-path-prefix',
    title: 'The proxy publishes the orchestrator under a path.',
    proxy: PROXIES.path,
    url: `${URL}/swamp/`,
  }),
  proxyScene({
    id: 'nginx-path-prefix.data-at-root',
    title: 'The proxy publishes the socket under a path and the data plane at the root.',
    proxy: PROXIES.pathAndRoot,
    url: `${URL}/swamp/`,
  }),
  proxyScene({
    id: 'split-data-plane',
    title: 'The data plane goes through another listener than the socket.',
    proxy: PROXIES.split,
    args: ['--data-plane-url', `http://${ORCHESTRATOR_NAME}:${DATA_PORT}`],
  }),
  tokenModeScene(
    'nginx-token-mode.no-token',
    'An orchestrator on loopback in token mode stands behind nginx, and the worker has no server token.',
    undefined,
    'nothing',
  ),
  tokenModeScene(
    'nginx-token-mode.flag',
    'An orchestrator on loopback in token mode stands behind nginx, and the worker has a server token.',
    [4],
    'flag',
  ),
  tokenModeScene(
    'nginx-token-mode',
    'An orchestrator on loopback in token mode stands behind nginx, and the worker has its server token in the URL.',
    [2, 3],
    'query',
  ),
  proxyScene({
    id: 'guard-header.with-extra-headers',
    title: 'The proxy demands a secret header, and the worker sends it.',
    proxy: PROXIES.header,
    env: DOOR_HEADER,
  }),
  proxyScene({
    id: 'guard-header.without-extra-headers',
    title: 'The proxy demands a secret header, and the worker does not send it.',
    proxy: PROXIES.header,
  }),
  proxyScene({
    id: 'guard-query',
    title: 'The proxy demands a secret in the query of the socket.',
    proxy: PROXIES.query,
    url: `${URL}/?door=${DOOR}`,
    inFirstRelease: true,
  }),
  proxyScene({
    id: 'guard-query.without',
    title: 'The proxy demands a secret in the query, and the worker does not send it.',
    proxy: PROXIES.query,
    inFirstRelease: true,
  }),
  strangerScene(
    'guard-query.clients',
    'What others reach through a proxy that demands a secret in the query.',
    PROXIES.query,
    async (run, laboratory) => {
      const curl = ['-i', '--cacert', laboratory.certificate('ca.pem')];
      return [
        await run('client', ...RUN, '--server', URL),
        await run('client', ...RUN, '--server', `${URL}/?door=${DOOR}`),
        await laboratory.runOther('curl', [...curl, `https://${HOST}/data/x`]),
        await laboratory.runOther('curl', [...curl, `https://${HOST}/health`]),
      ];
    },
  ),
  proxyScene({
    id: 'guard-basic-auth.url-userinfo',
    title: 'The proxy demands basic authentication on every path.',
    proxy: PROXIES.basicAuth,
    url: `wss://${USER}:${PASSWORD}@${HOST}`,
  }),
  proxyScene({
    id: 'guard-basic-auth.socket-only.url-userinfo',
    title: 'The proxy demands basic authentication on the socket, and the data plane inherits it from the URL.',
    proxy: PROXIES.basicAuthOnSocket,
    url: `wss://${USER}:${PASSWORD}@${HOST}`,
  }),
  proxyScene({
    id: 'guard-basic-auth.socket-only.data-plane-url',
    title: 'The proxy demands basic authentication on the socket, and the worker has a data-plane URL without it.',
    proxy: PROXIES.basicAuthOnSocket,
    url: `wss://${USER}:${PASSWORD}@${HOST}`,
    args: ['--data-plane-url', `https://${HOST}`],
  }),
  proxyScene({
    id: 'guard-ip-allow',
    title: 'The proxy admits the address of the worker.',
    proxy: PROXIES.admitsWorker,
  }),
  proxyScene({
    id: 'guard-ip-deny',
    title: 'The proxy does not admit the address of the worker.',
    proxy: PROXIES.admitsAnother,
  }),
  proxyScene({
    id: 'guard-mtls',
    title: 'The proxy demands a client certificate, which a worker cannot send.',
    proxy: PROXIES.clientCertificate,
  }),
  strangerScene(
    'risk-anyone-may-connect',
    'A stranger reaches an orchestrator without authentication through a proxy without a guard.',
    PROXIES.unlimited,
    async (run) => {
      const server = ['--server', URL];
      const minting = ['worker', 'token', 'create', 'stolen', '--duration', '1h', '--vault', 'local', '--json'];
      return [
        await run('client', ...RUN, ...server),
        await run('operator', 'worker', 'list', ...server),
        await run('operator', ...minting, ...server),
        await run('operator', 'vault', 'read-secret', 'local', 'worker-token-second', '--yes', '--json', ...server),
      ];
    },
  ),
  proxyScene({
    id: 'caddy-default',
    title: 'Caddy ends TLS in front of an orchestrator on loopback.',
    proxy: PROXIES.caddy,
  }),
  proxyScene({
    id: 'caddy-default.bulk-3MB',
    title: 'A step writes a file of 3 MB through Caddy.',
    proxy: PROXIES.caddy,
    workflow: 'bulk',
  }),
  proxyScene({
    id: 'caddy-guard-header',
    title: 'Caddy demands a secret header, and the worker sends it.',
    proxy: PROXIES.caddyHeader,
    env: DOOR_HEADER,
  }),
  proxyScene({
    id: 'nginx-idle-75s.default',
    title: 'A worker is idle behind a proxy for 75 seconds.',
    note: 'The worker is not disconnected.',
    proxy: PROXIES.plain,
    protocols: [2, 4],
    before: () => pause(IDLE_MS),
  }),
  proxyScene({
    id: 'nginx-idle-75s.ws-idle-0',
    title: 'A worker is idle behind a proxy for 75 seconds, and the orchestrator sends no pings.',
    note: 'The proxy closes the connection once.',
    proxy: PROXIES.plain,
    serveFlags: ['--ws-idle-timeout', '0'],
    protocols: [2, 4],
    before: () => pause(IDLE_MS),
  }),
];
