import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { CHANGES_PAGE } from '../../src/facts/change-pages.ts';
import { loadAllProtocolSpecs } from '../../src/facts/load.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { copyProject } from '../../scripts/lib/project-copy.ts';
import type { CommandResult, ProjectCopy } from '../../scripts/lib/project-copy.ts';

const newest = loadReleases(projectRoot).protocols[0].number;
const next = newest + 1;

let copy: ProjectCopy;

beforeAll(() => {
  copy = copyProject();
});

afterAll(() => copy.remove());

function npm(...args: string[]): CommandResult {
  return copy.run('npm', args);
}

function addressesOf(root: string, protocol: number): string[] {
  const folder = path.join(root, 'build', `protocol-${protocol}`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort();
}

it('refuses a number that is not the next one, and leaves everything as it was', () => {
  const result = npm('run', 'protocol:cut', String(newest + 2));
  expect(result.status).toBe(1);
  expect(result.output).toContain(`The newest protocol is ${newest}, so the next one is ${next}, not ${newest + 2}.`);
  expect(existsSync(path.join(copy.root, 'versioned_docs', `version-${newest}`))).toBe(false);
});

it('opens the next protocol and freezes the newest without moving its addresses', () => {
  const cut = npm('run', 'protocol:cut', String(next));
  expect(cut.output).toContain(`Protocol ${next} is open`);
  expect(cut.status).toBe(0);

  const specs = loadAllProtocolSpecs(copy.root);
  expect(specs.map((spec) => spec.protocol.number)).toEqual([
    next,
    ...loadReleases(projectRoot).protocols.map((protocol) => protocol.number),
  ]);
  expect(specs[0]!.protocol.released).toBe(false);
  expect(specs[0]!.commands.size).toBe(specs[1]!.commands.size);
  expect(JSON.parse(readFileSync(path.join(copy.root, 'versions.json'), 'utf8'))[0]).toBe(String(newest));

  const built = npm('run', 'build');
  expect(built.output).toContain('Generated static files');
  expect(built.status).toBe(0);
  expect(addressesOf(copy.root, newest)).toEqual(addressesOf(projectRoot, newest));
  // Nothing has changed yet within the new protocol.
  const ofOldChanges = `${CHANGES_PAGE}/`;
  expect(addressesOf(projectRoot, newest).filter((page) => page.startsWith(ofOldChanges))).not.toEqual([]);
  expect(addressesOf(copy.root, next)).toEqual(
    addressesOf(projectRoot, newest).filter((page) => !page.startsWith(ofOldChanges)),
  );
  expect(readFileSync(path.join(copy.root, 'build', 'latest', 'index.html'), 'utf8')).toContain(`/protocol-${next}`);
});

it('refuses a second cut', () => {
  expect(npm('run', 'protocol:cut', String(next)).status).toBe(1);
});
