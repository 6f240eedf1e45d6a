import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../src/spec/cache.ts';
import { loadReleases } from '../../../src/spec/releases.ts';
import { expandPage } from '../../support/expand-page.ts';

const spec = cachedProtocolSpec(projectRoot, loadReleases(projectRoot).protocols[0].number);

async function expanded(page: string): Promise<string> {
  const file = path.join('docs', `${page}.mdx`);
  const markdown = readFileSync(path.join(projectRoot, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  return expandPage(projectRoot, file, markdown);
}

/** Text as it stands in Markdown tables and code, without the escapes of either. */
function plain(markdown: string): string {
  return markdown.replaceAll('\\', '').replaceAll(/\s+/g, ' ');
}

describe('what was asked for the life of a token', () => {
  it('the tokens page has every row of the restart table', async () => {
    const page = plain(await expanded('operators/tokens'));
    for (const row of spec.restartTable.value) {
      expect(page, row.id).toContain(plain(row.event));
    }
  });

  it('the tokens page has a callout about --cache-dir', () => {
    const page = readFileSync(path.join(projectRoot, 'docs/operators/tokens.mdx'), 'utf8');
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
  it('every failure that ends a worker for good stands in the troubleshooting page', async () => {
    const page = plain(await expanded('operators/troubleshoot'));
    const permanent = spec.messages
      .map((message) => message.value)
      .filter((message) => message.phase === 'enrollment' && message.reactions.some(({ does }) => does === 'stops'));
    expect(permanent.length).toBeGreaterThanOrEqual(6);
    for (const message of permanent) {
      expect(page, message.id).toContain(plain(message.text.replaceAll(/\{(\w+)\}/g, '<$1>')));
    }
  });
});

describe('procedures', () => {
  const PAGES = [
    'operators/get-started',
    'operators/tokens',
    'operators/fleet-tokens',
    'operators/cut-off-a-worker',
    'operators/monitor',
    'operators/drain-and-stop',
    'operators/upgrade',
    'operators/migrate-from-drivers',
  ];

  it.each(PAGES)('%s is executed by the verifier, and what it shows was recorded', (page) => {
    const source = readFileSync(path.join(projectRoot, 'docs', `${page}.mdx`), 'utf8');
    expect(source).toMatch(/^procedure: true$/m);
    const shown = [...source.matchAll(/<Transcript step="([^"]+)"/g)].map((match) => match[1]!);
    expect(shown.length).toBeGreaterThan(2);
    const recording = spec.recordings.get(`walkthrough/${page.replaceAll('/', '-')}`);
    expect(recording?.value.release).toBe(spec.protocol.verified);
  });
});
