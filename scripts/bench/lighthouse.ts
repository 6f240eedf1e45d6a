import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadReleases } from '../../src/facts/releases.ts';
import { findBrowser } from '../lib/browser.ts';
import { findNginx, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { Measured } from './measured.ts';

/** Fetched when it is used: it brings 200 MB of packages, and nothing else needs it. */
const PACKAGE = 'lighthouse@12.8.2';

/** One page of each kind outside the versions. */
const TOOLS = ['/', '/explain', '/plan', '/match', '/lifecycle', '/compatibility', '/upgrade/3-to-4'];

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

/** How often Lighthouse is asked for a page; on a busy machine it loses the trace of one now and then. */
const ATTEMPTS = 3;

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
      const report = lookAt(`${nginx.origin}${address}`, browser, path.join(folder, 'report.json'));
      if (report === undefined) {
        return { notRun: `not run: ${PACKAGE} could not be had or did not finish` };
      }
      Object.assign(figures, figuresOf(address, report));
    }
    return { figures };
  } finally {
    await nginx.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report of a page, or `undefined` when Lighthouse wrote none. */
function lookAt(url: string, browser: string, file: string): Report | undefined {
  let report: Report | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    rmSync(file, { force: true });
    // A report is longer than what a pipe takes before Lighthouse ends itself, so it goes into a file.
    const options = ['--output=json', `--output-path=${file}`, '--quiet'];
    const flags = '--chrome-flags=--headless=new --no-sandbox --disable-gpu';
    spawnSync('npm', ['exec', '--yes', `--package=${PACKAGE}`, '--', 'lighthouse', url, ...options, flags], {
      env: { ...process.env, CHROME_PATH: browser },
      timeout: 300_000,
    });
    if (!existsSync(file)) {
      return undefined;
    }
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    if (report.runtimeError === undefined) {
      break;
    }
    console.warn(`${url}, attempt ${attempt} of ${ATTEMPTS}: ${report.runtimeError.message}`);
  }
  return report;
}

/** The scores of a page, and its layout shift; what Lighthouse could not tell is no number. */
function figuresOf(address: string, { audits, categories, runtimeError }: Report): Record<string, number> {
  if (runtimeError !== undefined) {
    return { [`${address} scores`]: Number.NaN };
  }
  const figures: Record<string, number> = {};
  for (const [name, { score, auditRefs }] of Object.entries(categories)) {
    figures[`${address} ${name}`] = score ?? Number.NaN;
    if (score !== 1) {
      const short = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 0) < 1);
      const why = short.map(({ id }) => `${id} ${audits[id]?.errorMessage ?? audits[id]?.score ?? 'not scored'}`);
      console.warn(`${address}: ${name}: ${why.join(', ')}`);
    }
  }
  figures[`${address} CLS`] = audits['cumulative-layout-shift']?.numericValue ?? Number.NaN;
  return figures;
}
