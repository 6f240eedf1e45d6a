import { freePort } from '../../../harness/index.ts';
import { UnhelpfulServer } from '../../../stage/unhelpful-server.ts';
import type { Unhelpfulness } from '../../../stage/unhelpful-server.ts';
import type { Scenario } from '../scenario.ts';
import type { MessageStage } from '../stage.ts';

/** A token of the right form; these scenarios fail before anybody looks at it. */
const ANY_TOKEN = 'nosuch.deadbeefdeadbeef';

const NO_RECONNECT = '--no-reconnect';

/** Flags of an orchestrator that wants a server token from everybody who connects. */
const WITH_SERVER_TOKENS = ['--auth-mode', 'token', '--admins', 'user:admin'];

/** An orchestrator that wants server tokens answers that often before it only says that it is too often. */
const RATE_LIMIT_TRIES = 7;

/** A worker that does not reach an orchestrator. */
export const CONNECTION_SCENARIOS: readonly Scenario[] = [
  {
    id: 'nothing listens',
    title: 'A worker connects to a port on which nothing listens.',
    shows: ['connecting', 'socket-closed-before-enrollment', 'socket-closed-tcp', 'disconnected-because', 'retrying'],
    recording: 'errors/orchestrator-not-running',
    provoke: async (stage) => stage.connect(ANY_TOKEN, { url: `ws://127.0.0.1:${await freePort()}` }),
  },
  {
    id: 'nothing listens, --no-reconnect',
    title: 'A worker with `--no-reconnect` connects to a port on which nothing listens.',
    shows: ['socket-closed-before-enrollment', 'stopped-shutdown'],
    provoke: async (stage) =>
      stage.connect(ANY_TOKEN, { url: `ws://127.0.0.1:${await freePort()}`, args: [NO_RECONNECT] }),
  },
  {
    id: 'unknown host',
    title: 'A worker connects to a host whose name does not resolve.',
    shows: ['socket-closed-before-enrollment', 'socket-closed-dns'],
    recording: 'errors/unknown-host',
    provoke: (stage) => stage.connect(ANY_TOKEN, { url: 'ws://orchestrator.invalid:4000' }),
  },
  {
    id: 'wss to a plain port',
    title: 'A worker connects with `wss://` to an orchestrator without TLS.',
    shows: ['socket-closed-before-enrollment', 'socket-closed-http2'],
    recording: 'errors/wss-to-plain-serve',
    provoke: (stage) => stage.connect(ANY_TOKEN, { url: stage.orchestrator.url.replace('ws:', 'wss:') }),
  },
  unhelpfulServer(
    'closed in good order',
    'closes the socket at once with a close code',
    'closes',
    'socket-closed-code',
  ),
  unhelpfulServer('HTTP status 401', 'answers with HTTP status 401', 401, 'socket-closed-401'),
  unhelpfulServer('HTTP status 429', 'answers with HTTP status 429', 429, 'socket-closed-429'),
  unhelpfulServer('HTTP status 502', 'answers with HTTP status 502', 502, 'socket-closed-status'),
  {
    id: 'http scheme',
    title: 'A worker is given an address that starts with `http://`.',
    shows: ['url-scheme'],
    recording: 'errors/wrong-scheme-http',
    provoke: (stage) => stage.connectIsRefused([stage.orchestrator.url.replace('ws:', 'http:'), '--token', ANY_TOKEN]),
  },
  {
    id: 'no scheme',
    title: 'A worker is given an address without a scheme.',
    shows: ['url-scheme'],
    recording: 'errors/no-scheme',
    provoke: (stage) => stage.connectIsRefused([stage.orchestrator.url.replace('ws://', ''), '--token', ANY_TOKEN]),
  },
  {
    id: 'no address',
    title: 'A worker is given no address.',
    shows: ['url-missing'],
    recording: 'log/worker-connect-no-url',
    provoke: (stage) => stage.connectIsRefused(['--token', ANY_TOKEN]),
  },
  {
    id: 'no token',
    title: 'A worker is given no token.',
    shows: ['token-missing'],
    recording: 'log/worker-connect-no-token',
    provoke: (stage) => stage.connectIsRefused([stage.orchestrator.url]),
  },
  {
    id: 'bad label',
    title: 'A worker is given a label without a value.',
    shows: ['label-invalid'],
    recording: 'log/worker-connect-bad-label',
    provoke: (stage) => stage.connectIsRefused([stage.orchestrator.url, '--token', ANY_TOKEN, '--label', 'novalue']),
  },
  {
    id: 'bad label in the environment',
    title: 'The environment of a worker holds a label without a value.',
    shows: ['label-invalid-in-variable'],
    recording: 'log/worker-connect-env-vars-wrong-label',
    provoke: (stage) =>
      stage.connectIsRefused([], {
        SWAMP_ORCHESTRATOR_URL: stage.orchestrator.url,
        SWAMP_WORKER_TOKEN: ANY_TOKEN,
        SWAMP_WORKER_LABELS: 'novalue',
      }),
  },
  ...badFlag('max-dispatches-invalid', '--max-dispatches', '0'),
  ...badFlag('idle-timeout-not-positive', '--idle-timeout', '0s'),
  ...badFlag('duration-format', '--idle-timeout', 'soon'),
  ...badFlag('concurrency-invalid', '--concurrency', '0'),
  ...badHeaders('header-format', 'no colon'),
  ...badHeaders('header-reserved', 'Authorization: Bearer x'),
  {
    id: 'connection cut',
    title: 'The connection of an enrolled worker is cut.',
    shows: [
      ...['enrolled', 'enrolled-log', 'worker-enrolled-first', 'worker-enrolled-reconnect', 'websocket-eof'],
      ['socket-lost-eof', 'socket-lost'],
    ],
    provoke: async (stage) => {
      const network = await stage.network();
      const credential = await stage.orchestrator.mint('iota');
      return stage.enrollThen(credential, async () => network.cut(), { url: network.url });
    },
  },
  {
    id: 'orchestrator stopped',
    title: 'The orchestrator of a worker with `--no-reconnect` is stopped.',
    shows: [['socket-lost-close-code', 'socket-lost-eof', 'socket-lost'], 'stopped-shutdown', 'serve-shutting-down'],
    recording: 'log/worker-connect-no-reconnect-serve-stopped',
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator();
      return stage.enrollThen(await at.mint('alpha'), () => at.stop(), { at, args: [NO_RECONNECT] });
    },
  },
  {
    id: 'worker stopped',
    title: 'An idle worker is stopped.',
    shows: [
      ...['shutdown-requested', 'draining', 'drain-complete', 'drained', 'worker-draining', 'worker-drained'],
      ['stopped-signal', 'stopped-shutdown'],
    ],
    provoke: async (stage) => stage.enrollThen(await stage.orchestrator.mint('kappa'), (worker) => worker.stop()),
  },
  {
    id: 'idle timeout',
    title: 'A worker gets no step for the time of `--idle-timeout`.',
    shows: ['stopped-idle'],
    provoke: async (stage) =>
      stage.enrollThen(await stage.orchestrator.mint('lambda'), (worker) => worker.waitForExit(20_000), {
        args: ['--idle-timeout', '2s'],
      }),
  },
  {
    id: 'a step',
    title: 'A worker executes a step.',
    shows: [
      ...['dispatching', 'dispatch-succeeded', 'dispatch-line', 'dispatch-line-succeeded'],
      ...['dispatch-log-started', 'dispatch-log-finished'],
    ],
    provoke: async (stage) =>
      stage.enrollThen(await stage.orchestrator.mint('mu'), () => runStepOn(stage, 'mu'), { watchMs: 0 }),
  },
  {
    id: 'wrong data-plane URL',
    title: 'A worker whose `--data-plane-url` leads nowhere executes a step.',
    shows: ['data-plane-unreachable', 'dispatch-failed', 'dispatch-line-failed'],
    recording: 'errors/data-plane-unreachable',
    flags: { 'worker connect': ['--data-plane-url'] },
    provoke: async (stage) => {
      const nobody = await freePort();
      const seen = await stage.enrollThen(await stage.orchestrator.mint('upsilon'), () => runStepOn(stage, 'upsilon'), {
        args: ['--data-plane-url', `http://127.0.0.1:${nobody}`],
        watchMs: 0,
      });
      return { ...seen, ports: [...seen.ports!, nobody] };
    },
  },
  {
    id: 'last dispatch',
    title: 'A worker has executed as many steps as `--max-dispatches` allows.',
    shows: ['stopped-max-dispatches'],
    provoke: async (stage) =>
      stage.enrollThen(await stage.orchestrator.mint('sigma'), () => runStepOn(stage, 'sigma'), {
        args: ['--max-dispatches', '1'],
      }),
  },
];

async function runStepOn({ orchestrator }: MessageStage, worker: string): Promise<void> {
  const workflow = `on-${worker}`;
  await orchestrator.addPlacedWorkflow(workflow, worker);
  await orchestrator.runWorkflow(workflow);
}

/** An orchestrator or a client that does not come into being, so that no worker can reach it. */
export const SERVER_SCENARIOS: readonly Scenario[] = [
  {
    id: 'no server token',
    title: 'A worker without a server token connects to an orchestrator with `--auth-mode token`.',
    shows: ['no-server-token', 'socket-closed-before-enrollment', 'rate-limited'],
    blockedBy: 'serve-needs-account',
    flags: { serve: ['--auth-mode', '--admins'] },
    recording: 'errors/auth-mode-token.worker-no-server-token',
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator(...WITH_SERVER_TOKENS);
      return stage.connect(ANY_TOKEN, { at, tries: RATE_LIMIT_TRIES });
    },
  },
  {
    id: 'wrong server token',
    title: 'A worker with a wrong server token connects to an orchestrator with `--auth-mode token`.',
    shows: ['server-token-rejected', 'socket-closed-before-enrollment'],
    blockedBy: 'serve-needs-account',
    flags: { serve: ['--auth-mode', '--admins'] },
    provoke: async (stage) => {
      const at = await stage.anotherOrchestrator(...WITH_SERVER_TOKENS);
      return stage.connect(ANY_TOKEN, { at, url: `${at.url}/?token=nosuch.deadbeef` });
    },
  },
  {
    id: 'serve without an account',
    title: 'An orchestrator is started with `--auth-mode token` on a machine without an account.',
    shows: ['serve-needs-account'],
    provoke: async (stage) => stage.serveIsRefused(await freePort(), ...WITH_SERVER_TOKENS),
  },
  {
    id: 'port in use',
    title: 'An orchestrator is started on the port of another one.',
    shows: ['port-in-use'],
    provoke: (stage) => stage.serveIsRefused(stage.orchestrator.port),
  },
  {
    id: 'certificate without key',
    title: 'An orchestrator is started with a certificate and without its key.',
    shows: ['certificate-pair'],
    provoke: async (stage) => stage.serveIsRefused(await freePort(), '--cert-file', 'certificate.pem'),
  },
  {
    id: 'client of nobody',
    title: 'A workflow is run through a server that is not there.',
    shows: ['client-no-connection'],
    provoke: async (stage) =>
      stage.operate('workflow', 'run', 'nosuch', '--server', `ws://127.0.0.1:${await freePort()}`),
  },
  {
    id: 'client with another scheme',
    title: 'A workflow is run through a server whose address has an unknown scheme.',
    shows: [['client-url-variable', 'client-url-invalid']],
    provoke: (stage) => stage.operate('workflow', 'run', 'nosuch', '--server', 'ftp://127.0.0.1'),
  },
  {
    id: 'client with another scheme and a token',
    title: 'A workflow is run with a server token, through a server whose address has an unknown scheme.',
    shows: ['client-url-invalid'],
    flags: { 'workflow run': ['--token'] },
    provoke: (stage) =>
      stage.operate('workflow', 'run', 'nosuch', '--server', 'ftp://127.0.0.1', '--token', 'tester.secret'),
  },
];

/** What every orchestrator prints, whatever else happens. */
export const ORCHESTRATOR_SCENARIOS: readonly Scenario[] = [
  {
    id: 'worker stays away',
    title: 'A worker is killed and does not come back for a minute.',
    shows: ['grace-expired', 'serve-listening', 'serve-ready', 'auth-mode-none', 'group-refresh-noise'],
    provoke: (stage) => stage.workerStayedAway(),
  },
];

/** `worker connect` to a server or proxy that opens no lasting socket. */
function unhelpfulServer(id: string, does: string, behavior: Unhelpfulness, message: string): Scenario {
  return {
    id,
    title: `A worker connects to a server that ${does}.`,
    shows: [message],
    provoke: async (stage) => {
      const server = await UnhelpfulServer.start(behavior);
      const seen = await stage.connect(ANY_TOKEN, { url: server.url });
      await server.close();
      return seen;
    },
  };
}

/** `worker connect` with a flag that has an impossible value. */
function badFlag(message: string, flag: string, value: string): Scenario[] {
  return [
    {
      id: `${flag} ${value}`,
      title: `A worker is given \`${flag} ${value}\`.`,
      shows: [message],
      flags: { 'worker connect': [flag] },
      provoke: (stage) => stage.connectIsRefused([stage.orchestrator.url, '--token', ANY_TOKEN, flag, value]),
    },
  ];
}

/** `worker connect` with headers for a proxy that it cannot send. */
function badHeaders(message: string, headers: string): Scenario[] {
  return [
    {
      id: `header '${headers}'`,
      title: `The environment of a worker sets the header \`${headers}\`.`,
      shows: [message],
      provoke: (stage) =>
        stage.connectIsRefused([stage.orchestrator.url, '--token', ANY_TOKEN], { SWAMP_SERVE_EXTRA_HEADERS: headers }),
    },
  ];
}
