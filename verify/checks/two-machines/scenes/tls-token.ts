import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { TwoMachineLaboratory, Variables } from '../laboratory.ts';
import { ORCHESTRATOR, ORCHESTRATOR_NAME, storeWith, SYSTEM_STORE } from '../machines.ts';
import { API_KEY_NOTE, MEANWHILE } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { workerScene } from './worker-scene.ts';
import type { Serving, WorkerScene } from './worker-scene.ts';

const TIMEOUT_MS = 900_000;
const URL = `wss://${ORCHESTRATOR}:9090`;

/** A server token that nobody minted. */
const WRONG_TOKEN = 'ops.0000';

/** What of a scene differs from the usual: bound to the address, with its certificate, and a worker that knows the CA. */
interface Variation extends Pick<WorkerScene, 'protocols' | 'showsStart'> {
  readonly id: string;
  readonly title: string;
  readonly host?: string;
  readonly certificate?: string;
  readonly flags?: readonly string[];
  /** Address without the token. */
  readonly url?: string;
  /** How the worker hands over its server token: in the URL when absent. */
  readonly hands?: 'flag' | 'variable' | 'header' | 'wrong' | 'nothing';
  /** How the worker knows the CA; by `DENO_CERT` when absent. */
  readonly trust?: (laboratory: TwoMachineLaboratory) => Variables;
  readonly prepare?: (laboratory: TwoMachineLaboratory) => Promise<unknown>;
}

function serving(
  laboratory: TwoMachineLaboratory,
  { host, certificate, flags = [] }: Partial<Variation> = {},
): Serving {
  const mode = laboratory.tokenMode();
  const bound = ['--host', host ?? ORCHESTRATOR, ...laboratory.withCertificate(certificate ?? 'server')];
  return { flags: [...bound, ...mode.flags, ...flags], env: mode.env };
}

function tlsScene(variation: Variation): Scene {
  const { hands, url = URL, certificate = 'server' } = variation;
  const authority = certificate.startsWith('self') ? certificate : 'ca';
  const scene = workerScene({
    ...variation,
    id: `tls-token/${variation.id}`,
    serverToken: true,
    // It refuses an address that was refused five times, so what came before may not count.
    startsAnew: hands === 'wrong' || hands === 'nothing',
    serving: (laboratory) => serving(laboratory, variation),
    dialing: (laboratory) => {
      const known = { DENO_CERT: laboratory.certificate(`${authority}.pem`) };
      const token = laboratory.serverToken!;
      const env: Variables = {
        ...(variation.trust?.(laboratory) ?? known),
        ...(hands === 'variable' && { SWAMP_SERVER_TOKEN: token }),
        ...(hands === 'header' && { SWAMP_SERVE_EXTRA_HEADERS: `Authorization: Bearer ${token}` }),
      };
      const inUrl = hands === 'wrong' ? `/?token=${WRONG_TOKEN}` : `/?token=${token}`;
      return {
        url: hands === undefined || hands === 'wrong' ? `${url}${inUrl}` : url,
        env,
        ...(hands === 'flag' && { args: ['--server-token', token] }),
        client: { server: URL, env: known, args: ['--token', token] },
      };
    },
  });
  return {
    ...scene,
    play: async (laboratory) => {
      await variation.prepare?.(laboratory);
      try {
        return await scene.play(laboratory);
      } finally {
        if (variation.prepare !== undefined) {
          await laboratory.machines.worker.operate('umount', SYSTEM_STORE);
        }
      }
    },
  };
}

async function trustOnTheWholeMachine(laboratory: TwoMachineLaboratory): Promise<void> {
  const store = storeWith(laboratory.certificate('ca.pem'), laboratory.scratch.path('store.pem'));
  await laboratory.machines.worker.show(store, SYSTEM_STORE);
}

/** Every way in which a client may hand over its server token. */
const clientTokens: Scene = {
  id: 'tls-token/client-token-by-variable',
  title: () => 'A client hands over the server token by variables, in several ways.',
  needs: [],
  serverToken: true,
  timeoutMs: TIMEOUT_MS,
  play: async (laboratory) => {
    const { flags, env: serveEnv } = serving(laboratory);
    await laboratory.startServe(flags!, serveEnv);
    const known = { DENO_CERT: laboratory.certificate('ca.pem') };
    // Steps of the workflow need a worker, as in every other scene.
    const token = laboratory.serverToken!;
    const worker = await laboratory.startWorker(`${URL}/?token=${token}`, { env: known });
    await worker.waitFor(/^✓ Enrolled as /m, TIMEOUT_MS);
    const since = laboratory.serve.mark();
    const byVariable = { ...known, SWAMP_SERVER_TOKEN: token };
    const https = URL.replace('wss:', 'https:');
    const tries: readonly { readonly env: Variables; readonly server?: string; readonly args?: readonly string[] }[] = [
      { env: byVariable },
      { env: { ...byVariable, SWAMP_SERVER_URL: URL } },
      { env: { ...byVariable, SWAMP_SERVER_URL: https } },
      { env: { ...byVariable, SWAMP_SERVER_URL: https }, server: https },
      { env: { ...byVariable, SWAMP_SERVE_URL: URL } },
      { env: known, args: ['--token', token] },
    ];
    const processes: ProcessToRecord[] = [];
    for (const { env, server = URL, args = [] } of tries) {
      const process = await laboratory.runWorkflow('two', server, { env, args });
      processes.push({ terminal: 'client', directory: 'repository', process, env });
    }
    const account = laboratory.context.swamp.protocol.number >= 4 ? [API_KEY_NOTE] : [];
    return {
      processes: [...processes, { ...laboratory.servesMeanwhile(serveEnv), since }],
      note: [MEANWHILE, ...account].join(' '),
    };
  },
};

/** The newest program tells no secret, so an older one minted the token of all scenes. */
const mintedByAnother: Scene = {
  id: 'bind/access-token-mint.by-20260706.194109',
  title: () => 'A server token is minted with an older release in the same repository.',
  note: 'Minted with release 20260706.194109. Release 20260822.011157 accepts the token.',
  needs: [],
  serverToken: true,
  protocols: [4],
  timeoutMs: TIMEOUT_MS,
  play: ({ minted }) =>
    Promise.resolve({ processes: [{ terminal: 'operator', directory: 'repository', process: minted! }] }),
};

export const TLS_TOKEN_SCENES: readonly Scene[] = [
  mintedByAnother,
  tlsScene({
    id: 'flag-server-token.DENO_CERT',
    title: 'A worker on another machine enrolls over TLS with server token and enrollment token, and runs three steps.',
    hands: 'flag',
  }),
  tlsScene({
    id: 'env-server-token.DENO_CERT',
    title: 'The worker has its server token from `SWAMP_SERVER_TOKEN`.',
    hands: 'variable',
  }),
  tlsScene({ id: 'query-token.DENO_CERT', title: 'The worker has its server token in the URL.' }),
  tlsScene({
    id: 'query-token.SSL_CERT_FILE',
    title: 'The worker knows the CA from `SSL_CERT_FILE`.',
    trust: (laboratory) => ({ SSL_CERT_FILE: laboratory.certificate('ca.pem') }),
  }),
  tlsScene({
    id: 'query-token.SWAMP_CA_CERT',
    title: 'The CA is named in `SWAMP_CA_CERT`, which the worker does not read.',
    trust: (laboratory) => ({ SWAMP_CA_CERT: laboratory.certificate('ca.pem') }),
  }),
  tlsScene({
    id: 'query-token.name-instead-of-ip',
    title: 'The orchestrator is bound to an address, and the worker dials its name.',
    url: `wss://${ORCHESTRATOR_NAME}:9090`,
  }),
  tlsScene({
    id: 'query-token.no-ca',
    title: 'The worker does not know the CA of the certificate.',
    trust: () => ({}),
  }),
  tlsScene({
    id: 'query-token.system-store',
    title: 'The CA is in the system store of the worker machine.',
    trust: () => ({}),
    prepare: trustOnTheWholeMachine,
  }),
  tlsScene({
    id: 'query-token.system-store-but-mozilla-only',
    title: 'The CA is in the system store, but `DENO_TLS_CA_STORE=mozilla` is set.',
    trust: () => ({ DENO_TLS_CA_STORE: 'mozilla' }),
    prepare: trustOnTheWholeMachine,
  }),
  tlsScene({ id: 'query-token.wrong-secret', title: 'The worker has a wrong server token.', hands: 'wrong' }),
  tlsScene({ id: 'no-server-token', title: 'The worker has no server token.', hands: 'nothing' }),
  tlsScene({
    id: 'extra-headers-authorization',
    title: 'The server token is put into `SWAMP_SERVE_EXTRA_HEADERS`.',
    hands: 'header',
  }),
  tlsScene({
    id: 'wrong-san',
    title: 'The certificate is for another name.',
    certificate: 'wrong',
    showsStart: true,
  }),
  tlsScene({
    id: 'self-signed-ca-false',
    title: 'The certificate is self-signed, no CA certificate, and given to the worker itself.',
    certificate: 'self',
    showsStart: true,
  }),
  tlsScene({
    id: 'self-signed-ca-true',
    title: 'The certificate is self-signed and a CA certificate.',
    certificate: 'selfca',
    showsStart: true,
  }),
  tlsScene({
    id: 'bind-all-addresses',
    title: 'The orchestrator is bound to all addresses, and the worker dials one of them.',
    host: '0.0.0.0',
    showsStart: true,
  }),
  tlsScene({
    id: 'bind-all-addresses.trusted-hosts',
    title: 'The orchestrator is bound to all addresses and trusts the one that the worker dials.',
    host: '0.0.0.0',
    flags: ['--trusted-hosts', `${ORCHESTRATOR},${ORCHESTRATOR_NAME}`],
    showsStart: true,
    protocols: [4],
  }),
  tlsScene({
    id: 'bind-ip.trusted-hosts-name',
    title: 'The name that the worker dials is a trusted host.',
    flags: ['--trusted-hosts', ORCHESTRATOR_NAME],
    url: `wss://${ORCHESTRATOR_NAME}:9090`,
    showsStart: true,
    protocols: [4],
  }),
  clientTokens,
];
