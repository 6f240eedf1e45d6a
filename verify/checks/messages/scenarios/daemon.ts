import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Scratch } from '../../../harness/index.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import type { MessageStage } from '../stage.ts';

/** A stand-in of systemd that installs nothing and says that all went well. */
const SYSTEMD = '#!/bin/sh\nexit 0\n';

/** A systemd that is there and takes no unit. */
const REFUSING_SYSTEMD = '#!/bin/sh\nfor word in "$@"; do [ "$word" != enable ] || exit 1; done\n';

const NO_SYSTEMD = '';

const URL = 'ws://127.0.0.1:9';
const TOKEN = ['--token', 'alpha.deadbeefdeadbeef'];

/** As a service of a user, the program writes below the home alone, and asks `systemctl`, which stands in the path. */
const USER = '--user';

const FLAGS = { 'worker daemon enable': [USER] };

/** A worker that is set up as a service, with a stand-in of the service manager. */
export const DAEMON_SCENARIOS: readonly Scenario[] = [
  daemon('no address', 'daemon-url-missing', () => ['enable', ...TOKEN, USER]),
  daemon('no token', 'daemon-token-missing', () => ['enable', URL, USER]),
  daemon('no cache directory', 'daemon-cache-dir-missing', ({ path: at }) => enable(at('nowhere'))),
  daemon('a file as cache directory', 'daemon-cache-dir-file', ({ path: at }) => {
    writeFileSync(at('file'), '');
    return enable(at('file'));
  }),
  daemon('set up', 'daemon-enabled', ({ elsewhere }) => enable(elsewhere)),
  daemon('taken away', 'daemon-disabled', () => ['disable', USER]),
  daemon('not set up', 'daemon-not-configured', () => ['status', USER]),
  daemon('a manager that refuses', 'daemon-enable-failed', ({ elsewhere }) => enable(elsewhere), REFUSING_SYSTEMD),
  daemon('no manager', 'daemon-no-systemd', () => ['status', USER], NO_SYSTEMD),
];

function enable(cacheDir: string): readonly string[] {
  return ['enable', URL, ...TOKEN, '--cache-dir', cacheDir, USER];
}

/**
 * A command of `worker daemon` in a home of its own.
 *
 * @param systemctl - the script that stands in the path as `systemctl`; none when empty.
 */
function daemon(
  what: string,
  message: string,
  command: (scratch: Scratch) => readonly string[],
  systemctl = SYSTEMD,
): Scenario {
  return {
    id: `daemon: ${what}`,
    title: `A worker as a service of a user: ${what}.`,
    shows: [message],
    flags: FLAGS,
    ...(process.platform !== 'linux' && { lacks: 'needs Linux, whose service manager it asks by a command' }),
    provoke: (stage) => inHome(stage, command, systemctl),
  };
}

async function inHome(
  stage: MessageStage,
  command: (scratch: Scratch) => readonly string[],
  systemctl: string,
): Promise<Observation> {
  const scratch = stage.context.scratches.create();
  const folder = scratch.path('manager');
  mkdirSync(folder);
  if (systemctl !== NO_SYSTEMD) {
    writeFileSync(path.join(folder, 'systemctl'), systemctl, { mode: 0o755 });
  }
  // Nothing else in the path: the real service manager must not be found.
  return stage.runIn({ scratch, env: { PATH: folder } }, ['worker', 'daemon', ...command(scratch)]);
}
