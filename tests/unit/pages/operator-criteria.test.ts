import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { expandPage } from '../../support/expand-page.ts';

const protocols = loadReleases(projectRoot).protocols.map(({ number, versionName, released }) => ({
  number,
  released,
  folder: versionName === 'current' ? 'docs' : `versioned_docs/version-${versionName}`,
}));

/** Pages that a person performs, in every protocol. */
const PROCEDURES = [
  'operators/get-started',
  'operators/tokens',
  'operators/fleet-tokens',
  'operators/cut-off-a-worker',
  'operators/monitor',
  'operators/drain-and-stop',
  'operators/upgrade',
  'operators/migrate-from-drivers',
];

/** Pages that are divided: each is the index of the pages in its folder. */
const DIVIDED: readonly (readonly [index: string, parts: readonly string[]])[] = [
  ['operators/troubleshoot', ['commands', 'connection', 'orchestrator', 'steps']],
  ['operators/known-problems', ['connections', 'orchestrator', 'steps', 'what-is-shown', 'workers']],
];

/** Pages for operators and concepts: each protocol had what they are about. */
const PAGES = [
  ...['architecture', 'capability-proxying', 'executors', 'glossary', 'versions-and-releases'].map(
    (name) => `concepts/${name}`,
  ),
  ...[
    'failure-and-reconnection',
    'known-problems',
    'limits',
    'orchestrator-limits',
    'security',
    'troubleshoot',
    'two-machines',
  ].map((name) => `operators/${name}`),
  'operators/which-token',
  ...['ci-runner', 'cloud-init', 'container', 'index', 'kubernetes', 'proxy', 'service', 'ssh'].map(
    (name) => `operators/deploy/${name}`,
  ),
  ...DIVIDED.flatMap(([index, parts]) => parts.map((part) => `${index}/${part}`)),
  ...PROCEDURES,
];

/** Text as it stands in Markdown tables and code, without the escapes of either. */
function plain(markdown: string): string {
  return markdown.replaceAll('\\', '').replaceAll(/\s+/g, ' ');
}

describe.each(protocols)('protocol $number', ({ number, folder, released }) => {
  const spec = cachedProtocolSpec(projectRoot, number);
  const source = (page: string): string => readFileSync(path.join(projectRoot, folder, `${page}.mdx`), 'utf8');

  async function expanded(page: string): Promise<string> {
    const markdown = source(page).replace(/^---\n[\s\S]*?\n---\n/, '');
    return expandPage(projectRoot, `${folder}/${page}.mdx`, markdown);
  }

  it.each(PAGES)('has the page %s', (page) => {
    expect(existsSync(path.join(projectRoot, folder, `${page}.mdx`))).toBe(true);
  });

  describe('what was asked for the life of a token', () => {
    it('the tokens page has every row of the restart table', async () => {
      const page = plain(await expanded('operators/tokens'));
      expect(spec.restartTable.value.length).toBeGreaterThanOrEqual(10);
      for (const row of spec.restartTable.value) {
        expect(page, row.id).toContain(plain(row.event));
      }
    });

    it('the tokens page has a callout about --cache-dir', () => {
      const page = source('operators/tokens');
      const callout = /:::warning\[[^\]]*--cache-dir[^\]]*\]\n([\s\S]*?)\n:::/.exec(page)?.[1] ?? '';
      expect(callout).toMatch(/temporary directory/);
      expect(callout).toMatch(/machine id/);
    });

    it('the tokens page draws the state machine with every state', async () => {
      const page = await expanded('operators/tokens');
      expect(page).toContain('stateDiagram-v2');
      for (const state of spec.stateMachines.get('enrollment-token')!.value.states) {
        expect(page).toContain(`\`${state.name}\``);
      }
    });
  });

  describe('what was asked for troubleshooting', () => {
    it('every failure that ends a worker for good is led to from the troubleshooting page', () => {
      const page = source('operators/troubleshoot');
      const permanent = spec.messages
        .map((message) => message.value)
        .filter((message) => message.phase === 'enrollment' && message.reactions.some(({ does }) => does === 'stops'));
      expect(permanent.length).toBeGreaterThanOrEqual(4);
      for (const { id } of permanent) {
        expect(page).toContain(`messages/enrollment.mdx#${id})`);
      }
    });
  });

  describe.each(DIVIDED)('%s', (index, parts) => {
    it('lists the entries of every page in its folder', () => {
      const files = readdirSync(path.join(projectRoot, folder, index));
      // The repaired defects come from spec/repaired.yaml; the index links to them in place of listing them.
      const entries = files.filter((file) => file !== 'repaired.mdx');
      expect(entries.sort()).toEqual(parts.map((part) => `${part}.mdx`));
      expect(files.includes('repaired.mdx')).toBe(source(index).includes('/repaired.mdx)'));
      for (const part of parts) {
        expect(source(index)).toContain(`<EntriesOf page="${index}/${part}" />`);
      }
    });

    it('is one click away from each of them', () => {
      for (const part of parts) {
        expect(source(`${index}/${part}`)).toContain(`](../${path.basename(index)}.mdx)`);
      }
    });
  });

  // Before its first release there is no program that could perform them.
  describe.runIf(released)('procedures', () => {
    it.each(PROCEDURES)('%s is executed by the verifier, and what it shows was recorded', (page) => {
      expect(source(page)).toMatch(/^procedure: true$/m);
      const shown = [...source(page).matchAll(/<Transcript step="([^"]+)"/g)].map((match) => match[1]!);
      expect(shown.length).toBeGreaterThan(2);
      const recording = spec.recordings.get(`walkthrough/${page.replaceAll('/', '-')}`);
      expect(recording?.value.release).toBe(spec.protocol.verified);
    });
  });
});
