import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNginx, freePort, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { projectRoot } from '../lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Measured } from './measured.ts';
import { median } from './measured.ts';

/** Rounds of both servers in turn, so that a busy machine hurts both alike. */
const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 32;

/** Requests for each second from the portal's nginx, and from an nginx that serves the same bytes as a bare file. */
export async function measureThroughput(): Promise<Measured> {
  const program = findNginx();
  if (program === undefined) {
    return { notRun: NO_NGINX };
  }
  if (spawnSync('wrk', ['--version']).error) {
    return { notRun: 'not run: there is no wrk here (Debian: wrk)' };
  }
  const page = `${loadReleases(projectRoot).protocols[0].pathName}/reference/cli/worker-list`;
  const portal = await startNginx();
  const scratch = mkdtempSync(path.join(tmpdir(), 'bare-nginx-'));
  const port = await freePort();
  mkdirSync(path.join(scratch, 'files'));
  // The portal sends the compressed copy, so the bare server gets the same bytes to send.
  copyFileSync(path.join(portal.folder, 'site', `${page}.html.gz`), path.join(scratch, 'files', 'page'));
  writeFileSync(path.join(scratch, 'nginx.conf'), bareConfig(scratch, port));
  spawnSync('chmod', ['-R', 'a+rX', scratch]);
  const bare = spawn(program, ['-p', scratch, '-c', 'nginx.conf'], { stdio: 'ignore' });
  try {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const results = { portal: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      results.portal.push(requestsPerSecond(`${portal.origin}/${page}`));
      results.bare.push(requestsPerSecond(`http://127.0.0.1:${port}/page`));
    }
    const [ours, theirs] = [median(results.portal), median(results.bare)];
    return {
      figures: {
        'portal, requests/s': Math.round(ours),
        'bare file, requests/s': Math.round(theirs),
        'portal / bare': Number((ours / theirs).toFixed(2)),
      },
    };
  } finally {
    bare.kill('SIGTERM');
    await portal.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function bareConfig(scratch: string, port: number): string {
  return `daemon off; worker_processes auto; pid ${scratch}/pid; error_log stderr crit;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=2000; server { listen 127.0.0.1:${port}; root files; } }
`;
}

/** @throws Error when wrk fails, or an answer was no success. */
function requestsPerSecond(address: string): number {
  const { stdout, stderr } = spawnSync(
    'wrk',
    ['-t', '1', '-c', String(CONNECTIONS), '-d', `${SECONDS}s`, '-H', 'Accept-Encoding: gzip', address],
    { encoding: 'utf8' },
  );
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx|Socket errors/.test(stdout)) {
    throw new Error(`wrk could not measure ${address}: ${stdout}${stderr}`);
  }
  return Number(rate);
}
