import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { specOf } from '../../support/facts.ts';
import { loadReleases } from '../../../src/facts/releases.ts';

const protocols = loadReleases(projectRoot).protocols.map(({ number, versionName }) => ({ number, versionName }));

describe.each(protocols)('protocol $number', ({ number, versionName }) => {
  const VERSION = versionName === 'current' ? 'docs' : `versioned_docs/version-${versionName}`;
  const OPERATORS = path.join(projectRoot, VERSION, 'operators');
  const spec = specOf(number);
  /** In protocol 4 the direct way changed: an account, and a detour to see a new server token. */
  const needsAccount = number >= 4;

  /** What the program printed between two machines, and when the deployment files were tried. */
  const printed = [...spec.recordings]
    .filter(([id]) => /^(?:two-machines|deploy)\//.test(id))
    .flatMap(([, { value }]) => value.processes.map(({ stdout, stderr }) => `${stdout}\n${stderr}`))
    .join('\n');

  const DEPLOY_PAGES = readdirSync(path.join(OPERATORS, 'deploy'))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `deploy/${name}`);

  function read(page: string): string {
    return readFileSync(path.join(OPERATORS, page), 'utf8');
  }

  /** Texts in code marks in columns that say what a program prints. Those from tags are not among them. */
  function quotedSymptoms(page: string): string[] {
    const rows = read(page)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    let columns: number[] = [];
    return rows.flatMap((cells) => {
      if (cells.some((cell) => /^(?:The worker prints|`serve` logs)$/.test(cell))) {
        columns = cells.flatMap((cell, index) => (/^(?:The worker prints|`serve` logs)$/.test(cell) ? [index] : []));
        return [];
      }
      return columns.flatMap((column) => [...(cells[column] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
    });
  }

  describe('symptom tables', () => {
    const quotes = ['two-machines.mdx', 'deploy/proxy.mdx'].flatMap((page) =>
      quotedSymptoms(page)
        // Addresses in a remark, not something that is printed.
        .filter((quote) => !/^wss?:\/\/$/.test(quote))
        .map((quote) => [page, quote] as const),
    );

    it('quote something', () => {
      expect(quotes.length).toBeGreaterThan(needsAccount ? 4 : 2);
    });

    it.each(quotes)('%s: %s was printed', (_page, quote) => {
      const pieces = quote.split('…').map((piece) => piece.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      expect(new RegExp(pieces.join('.*')).test(printed), `no recording has '${quote}'`).toBe(true);
    });
  });

  describe('prerequisites', () => {
    it.each(['two-machines.mdx', ...DEPLOY_PAGES.filter((page) => page !== 'deploy/index.mdx')])(
      '%s has them before the first section',
      (page) => {
        const [start] = read(page).split('\n## ');
        expect(start).toContain(':::info[Before you start]');
      },
    );

    it('say what the direct way needs', () => {
      const [start] = read('two-machines.mdx').split('\n## ');
      expect(start).toMatch(/direct way needs a server token/);
      if (needsAccount) {
        expect(start).toMatch(/direct way needs a swamp-club\.com account/);
        expect(start).toMatch(/server token,\*\* which since 20260820\.232445 takes a detour/);
      } else {
        expect(start).not.toMatch(/account/);
      }
    });

    it.each(['cloud-init', 'container', 'kubernetes', 'ci-runner'])('%s names the proxy before its files', (name) => {
      const page = read(`deploy/${name}.mdx`);
      const box = page.indexOf(':::info[Before you start]');
      expect(box).toBeLessThan(page.indexOf('<File '));
      expect(page.slice(box, page.indexOf(':::\n', box + 10))).toContain('./proxy.mdx');
    });
  });

  describe('the index', () => {
    it('leads to every way', () => {
      for (const page of DEPLOY_PAGES.filter((name) => name !== 'deploy/index.mdx')) {
        expect(read('deploy/index.mdx')).toContain(`](./${path.basename(page)}`);
      }
    });
  });
});
