import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../deploy/prepare.ts';
import { canInstallPackages, installPackages } from './debian.ts';
import { projectRoot } from './project-root.ts';

/** Where Debian and its kin put nginx; it is not on the path of everybody. */
const PROGRAMS = ['/usr/sbin/nginx', '/usr/bin/nginx'];

/** The module that `deploy/nginx.conf` loads. */
const BROTLI_MODULE = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** The packages of Debian that hold both; the container file installs the same. */
export const NGINX_PACKAGES = ['nginx', 'libnginx-mod-http-brotli-static'] as const;

/** Debian's user and group `nobody`. */
const NOBODY = 65_534;

/** Finds an nginx that has the module for brotli. */
export function findNginx(): string | undefined {
  return existsSync(BROTLI_MODULE) ? PROGRAMS.find((file) => existsSync(file)) : undefined;
}

/**
 * Finds nginx, or installs it where that is possible: on Debian, as root.
 *
 * @returns its path, or `undefined` when there is none.
 */
export function ensureNginx(): string | undefined {
  const found = findNginx();
  if (found !== undefined || !canInstallPackages()) {
    return found;
  }
  console.log(
    `There is no nginx with brotli, which the tests of the deployed site need: apt-get installs ${NGINX_PACKAGES.join(' and ')} now.`,
  );
  installPackages(NGINX_PACKAGES);
  return findNginx();
}

/** What to say where a check needs nginx and there is none. */
export const NO_NGINX = `not run: there is no nginx with brotli here (Debian: ${NGINX_PACKAGES.join(' ')})`;

/** A running nginx with a prepared site. */
export interface RunningNginx {
  /** Address without a slash at its end. */
  readonly origin: string;
  /** Folder that was prepared. */
  readonly folder: string;
  readonly process: ChildProcess;
  /** Ends it and removes what was prepared. */
  stop(): Promise<void>;
}

/** How to start nginx for a built site. */
export interface NginxStart {
  /** The project whose site is served; this one by default. */
  readonly root?: string;
  /** Another folder than the project's `build/`. */
  readonly build?: string;
  /** `false` leaves out the compressed copies, which take most of the time. */
  readonly compressed?: boolean;
  /** A free port is taken without it. */
  readonly port?: number;
  readonly hsts?: number;
  /**
   * As in the container: not as root, and on a file system that nothing but `/tmp` can be written
   * to. Needs root and Linux.
   */
  readonly confined?: boolean;
}

/**
 * Prepares a built site in a temporary folder and serves it with nginx on loopback.
 *
 * @throws Error with what nginx said when it does not start.
 */
export async function startNginx({
  root = projectRoot,
  build = path.join(root, 'build'),
  compressed = true,
  port,
  hsts,
  confined = false,
}: NginxStart = {}): Promise<RunningNginx> {
  const program = findNginx();
  if (program === undefined) {
    throw new Error(NO_NGINX);
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'portal-nginx-'));
  const folder = path.join(scratch, 'dist');
  const listen = `127.0.0.1:${port ?? (await freePort())}`;
  await prepare({
    root,
    build,
    out: folder,
    compressed,
    listen,
    // In the confined run /tmp is a file system of its own, empty but for what nginx writes.
    temp: confined ? '/tmp' : scratch,
    ...(hsts !== undefined && { hsts }),
  });
  // nginx gives up root for its workers, and they must read the site.
  chmodSync(scratch, 0o755);
  const child = confined
    ? startConfined(program, folder)
    : spawn(program, ['-p', folder, '-c', 'nginx.conf'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const origin = `http://${listen}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await answers(origin, child, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, folder, process: child, stop };
}

/**
 * Starts nginx as `nobody` in a mount namespace of its own whose file system is read-only. The site
 * is moved to a place that stays visible when `/tmp` becomes empty.
 */
function startConfined(program: string, folder: string): ChildProcess {
  const script = [
    'set -e',
    // Everything below stays in this namespace and ends with it.
    'mount --make-rprivate /',
    'mount --bind "$1" /mnt',
    'mount -o remount,bind,ro /mnt',
    'mount -o remount,bind,ro /',
    'mount -t tmpfs -o mode=1777 tmpfs /tmp',
    `exec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups --no-new-privs "$2" -p /mnt -c nginx.conf`,
  ].join('\n');
  return spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', folder, program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A port of loopback that nothing listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Waits until the server answers; the limit is for one that hangs. */
async function answers(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`nginx did not start (exit code ${child.exitCode}): ${said().trim()}`);
    }
    try {
      await fetch(origin, { method: 'HEAD', redirect: 'manual' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`nginx did not answer at ${origin} within 60 s: ${said().trim()}`);
}
