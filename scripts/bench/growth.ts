import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { refusalRecordingId } from '../../src/facts/refused-pairs.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Protocol } from '../../src/facts/releases.ts';
import { filesOf } from '../deploy/built-site.ts';
import { copyProject } from '../lib/project-copy.ts';
import type { ProjectCopy } from '../lib/project-copy.ts';
import { rounded } from './measured.ts';
import type { Measured } from './measured.ts';

/** Numbers of versions that are built one after another, each from nothing. */
const SIZES = [3, 6, 12] as const;

/** What a site with some number of versions costs. */
interface Cost {
  readonly seconds: number;
  /** Pages of documentation. */
  readonly pages: number;
  /** Of the scripts that every page has in common, in thousands of bytes after gzip. */
  readonly scripts: number;
}

/**
 * What a further version costs, and whether it costs more the more there are. The versions are made
 * by `npm run protocol:cut` in a copy of the project.
 */
export async function measureGrowth(): Promise<Measured> {
  const copy = copyProject();
  try {
    const costs: Cost[] = [];
    for (const size of SIZES) {
      cutUntil(copy, size);
      costs.push(build(copy));
    }
    const [few, more, most] = costs as [Cost, Cost, Cost];
    const perPage = (from: Cost, to: Cost): number => (to.seconds - from.seconds) / (to.pages - from.pages);
    return {
      figures: {
        ...Object.fromEntries(
          costs.flatMap(({ seconds, pages, scripts }, index) => [
            [`${SIZES[index]} versions: pages`, pages],
            [`${SIZES[index]} versions: build, s`, rounded(seconds)],
            [`${SIZES[index]} versions: scripts in common, kB`, rounded(scripts)],
          ]),
        ),
        'a further page from 3 to 6 versions, ms': rounded(perPage(few, more) * 1000),
        'a further page from 6 to 12 versions, ms': rounded(perPage(more, most) * 1000),
      },
    };
  } catch (error) {
    return { notRun: `not run: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    copy.remove();
  }
}

function cutUntil(copy: ProjectCopy, size: number): void {
  for (;;) {
    const { protocols } = loadReleases(copy.root);
    if (protocols.length >= size) {
      return;
    }
    const next = protocols[0].number + 1;
    // Releases that never were, a day apart, so that each protocol has a first and a last one.
    const tag = `v209901${String(next).padStart(2, '0')}.000000.0-sha.00000000`;
    expectDone(copy.run('tsx', ['scripts/protocol-cut.ts', String(next), '--first', tag]));
    addRefusals(copy.root);
  }
}

/** The site is not built without proof that two protocols refuse each other: these get that of two others. */
function addRefusals(root: string): void {
  const { protocols } = loadReleases(root);
  const fileOf = (orchestrator: Protocol, worker: Protocol): string =>
    path.join(root, 'recordings', orchestrator.pathName, `${refusalRecordingId(orchestrator, worker)}.yaml`);
  const known = fileOf(protocols.at(-1)!, protocols.at(-2)!);
  for (const orchestrator of protocols) {
    for (const worker of protocols.filter((other) => other !== orchestrator)) {
      const file = fileOf(orchestrator, worker);
      if (!existsSync(file)) {
        copyFileSync(known, file);
      }
    }
  }
}

function build(copy: ProjectCopy): Cost {
  const started = process.hrtime.bigint();
  expectDone(copy.run('docusaurus', ['build']));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const folder = path.join(copy.root, 'build');
  const files = filesOf(folder);
  const common = files.filter((file) => /\/(?:main|runtime~main)\.\w+\.js$/.test(file));
  return {
    seconds,
    pages: files.filter((file) => /^protocol-.*\.html$/.test(file)).length,
    scripts: common.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length / 1000, 0),
  };
}

function expectDone({ status, output }: { readonly status: number | null; readonly output: string }): void {
  if (status !== 0) {
    throw new Error(output.trim().split('\n').slice(-20).join('\n'));
  }
}
