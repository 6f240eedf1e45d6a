import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadReleases } from '../../src/spec/releases.ts';
import { findBrowser } from '../lib/browser.ts';
import { findNginx, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { Measured } from './measured.ts';

/** Fetched when it is used: it brings 200 MB of packages, and nothing else needs it. */
const PACKAGE = 'lighthouse@12.8.2';

/** One page of each kind outside the versions. */
const TOOLS = ['/', '/explain', '/match', '/lifecycle', '/compatibility', '/upgrade/3-to-4'];

/** One page of each kind, below the newest protocol: start, steps, diagrams, tables, command, messages, wide tables. */
const KINDS = [
  '',
  '/operators/get-started',
  '/operators/troubleshoot',
  '/concepts/architecture',
  '/authors/placement',
  '/reference/cli/worker-connect',
  '/reference/messages/enrollment',
  '/reference/timings',
];

interface Report {
  /** Why Lighthouse could not look at the page; its scores mean nothing then. */
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >;
  readonly audits: Readonly<
    Record<string, { readonly numericValue?: number; readonly score: number | null; readonly errorMessage?: string }>
  >;
}

/** Lighthouse's scores on a phone, of the site as deployed. */
export async function measureLighthouse(): Promise<Measured> {
  const browser = findBrowser();
  if (findNginx() === undefined || browser === undefined) {
    return { notRun: findNginx() === undefined ? NO_NGINX : 'not run: there is no browser here' };
  }
  const nginx = await startNginx();
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-lighthouse-'));
  try {
    const figures: Record<string, number> = {};
    const newest = loadReleases(projectRoot).protocols[0].pathName;
    for (const address of [...TOOLS, ...KINDS.map((kind) => `/${newest}${kind}`)]) {
      const file = path.join(folder, 'report.json');
      rmSync(file, { force: true });
      spawnSync(
        'npm',
        [
          'exec',
          '--yes',
          `--package=${PACKAGE}`,
          '--',
          'lighthouse',
          `${nginx.origin}${address}`,
          '--output=json',
          // A report is longer than what a pipe takes before Lighthouse ends itself.
          `--output-path=${file}`,
          '--quiet',
          '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
        ],
        {
          env: { ...process.env, CHROME_PATH: browser },
          timeout: 300_000,
        },
      );
      if (!existsSync(file)) {
        return { notRun: `not run: ${PACKAGE} could not be had or did not finish` };
      }
      const { categories, audits, runtimeError } = JSON.parse(readFileSync(file, 'utf8')) as Report;
      if (runtimeError !== undefined) {
        console.warn(`${address}: ${runtimeError.message}`);
        figures[`${address} could not be looked at`] = Number.NaN;
        continue;
      }
      for (const [name, { score, auditRefs }] of Object.entries(categories)) {
        figures[`${address} ${name}`] = score ?? Number.NaN;
        if (score !== 1) {
          const short = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 0) < 1);
          const why = short.map(({ id }) => `${id} ${audits[id]?.errorMessage ?? audits[id]?.score ?? 'not scored'}`);
          console.warn(`${address}: ${name}: ${why.join(', ')}`);
        }
      }
      figures[`${address} CLS`] = audits['cumulative-layout-shift']?.numericValue ?? Number.NaN;
    }
    return { figures };
  } finally {
    await nginx.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
