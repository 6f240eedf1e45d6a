import type { ProcessToRecord } from '../../../record/recorder.ts';
import { MINT } from '../laboratory.ts';
import type { TwoMachineLaboratory } from '../laboratory.ts';
import { ORCHESTRATOR } from '../machines.ts';
import type { Scene } from '../scene.ts';
import { asStarted, ON_LOOPBACK, workerScene } from './worker-scene.ts';

const TIMEOUT_MS = 900_000;

/** A scene in which an orchestrator starts or is refused. */
function starting(
  id: string,
  title: Scene['title'],
  flagsOf: (laboratory: TwoMachineLaboratory) => readonly string[],
): Scene {
  return {
    id: `bind/${id}`,
    title,
    needs: [],
    timeoutMs: TIMEOUT_MS,
    play: async (laboratory) => {
      const serve = await laboratory.startServe(flagsOf(laboratory));
      const finished = serve.finished();
      const ended: ProcessToRecord = { terminal: 'orchestrator', directory: 'repository', process: finished ?? serve };
      return { processes: [finished === undefined ? asStarted(serve) : ended] };
    },
  };
}

/** The first release of all starts off loopback without a certificate, and a worker enrolls there. */
function plainOffLoopback(id: string, host: string, title: string): readonly Scene[] {
  const flags = ['--host', host];
  const url = `ws://${ORCHESTRATOR}:9090`;
  const refused = starting(
    id,
    () => title,
    () => flags,
  );
  const accepted = workerScene({
    id: refused.id,
    title,
    serving: () => ({ flags }),
    dialing: () => ({ url, client: { server: url } }),
    inFirstRelease: true,
    protocols: [],
  });
  return [refused, accepted];
}

/** Mints a server token and tries to read it back; the newest program keeps it to itself. */
const mintAndReadBack: Scene = {
  id: 'bind/access-token-mint',
  title: ({ protocol }) =>
    protocol.number >= 4
      ? 'A server token is minted, and its secret cannot be read back.'
      : 'A server token is minted.',
  needs: [],
  timeoutMs: TIMEOUT_MS,
  play: async (laboratory) => {
    const operator = async (...args: string[]): Promise<ProcessToRecord> => ({
      terminal: 'operator',
      directory: 'repository',
      process: await laboratory.run(args, { on: 'orchestrator' }),
    });
    if (laboratory.context.swamp.protocol.number < 4) {
      return { processes: [await operator(...MINT, '--json')] };
    }
    const secret = ['_token-secrets', 'server-token-ops', '--yes'];
    const local = [
      await operator(...MINT),
      await operator('vault', 'read-secret', ...secret),
      await operator('vault', 'list-keys', '_token-secrets'),
    ];
    const serve = await laboratory.startServe([]);
    const remote = [
      await operator('vault', 'read-secret', ...secret, '--json', '--server', ON_LOOPBACK),
      await operator('vault', 'list-keys', '_token-secrets', '--server', ON_LOOPBACK),
    ];
    const stopped: ProcessToRecord = {
      terminal: 'orchestrator',
      directory: 'repository',
      process: await serve.stop(),
      signal: 'SIGTERM',
    };
    const { flags, env } = laboratory.tokenMode();
    await laboratory.startServe(flags, env);
    const guarded = await operator('vault', 'read-secret', ...secret, '--json', '--server', ON_LOOPBACK);
    await laboratory.serve.stop();
    const rotated = await operator('access', 'token', 'rotate', 'ops', '--json');
    return { processes: [...local, ...remote, guarded, rotated, stopped] };
  },
};

export const BIND_SCENES: readonly Scene[] = [
  mintAndReadBack,
  ...plainOffLoopback(
    'plain-all-addresses',
    '0.0.0.0',
    'The orchestrator is bound to all addresses, without certificate and without authentication.',
  ),
  ...plainOffLoopback(
    'plain-off-loopback',
    ORCHESTRATOR,
    'The orchestrator is bound to the address of the network, without certificate and without authentication.',
  ),
  starting(
    'tls-without-auth',
    () => 'The orchestrator is bound to the address of the network, with a certificate and without authentication.',
    (laboratory) => ['--host', ORCHESTRATOR, ...laboratory.withCertificate('server')],
  ),
  starting(
    'token-without-tls',
    ({ protocol }) =>
      `The orchestrator is bound to the address of the network in token mode, without certificate${protocol.number >= 4 ? ' and without account' : ''}.`,
    (laboratory) => ['--host', ORCHESTRATOR, ...laboratory.tokenMode().flags],
  ),
  starting(
    'tls-and-token',
    ({ protocol }) =>
      `The orchestrator is bound to the address of the network in token mode, with a certificate${protocol.number >= 4 ? ' and without account' : ''}.`,
    (laboratory) => ['--host', ORCHESTRATOR, ...laboratory.withCertificate('server'), ...laboratory.tokenMode().flags],
  ),
  workerScene({
    id: 'bind/loopback-only-worker-dials-lan',
    title: 'The orchestrator listens on loopback only, and the worker dials its address in the network.',
    dialing: () => ({ url: `ws://${ORCHESTRATOR}:9090` }),
  }),
];
