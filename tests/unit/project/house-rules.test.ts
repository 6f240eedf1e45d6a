import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

// Each checker of the house is shown a mistake that it must find, in a folder of its own.
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function planted(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'planted-'));
  folders.push(root);
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

function program(name: string, args: readonly string[], cwd: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(path.join(projectRoot, 'node_modules', '.bin', name), args, {
    cwd,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}

function dependencies(files: Readonly<Record<string, string>>): { status: number | null; output: string } {
  const root = planted({ 'tsconfig.json': '{ "compilerOptions": { "allowImportingTsExtensions": true } }', ...files });
  return program('depcruise', ['src', '--config', path.join(projectRoot, '.dependency-cruiser.js')], root);
}

it('an import against the rule of the house is found', () => {
  const { status, output } = dependencies({
    'src/facts/core.ts': "import { tool } from '../tools/explain/tool.ts';\nexport const core = tool;\n",
    'src/tools/explain/tool.ts': "import React from 'react';\nexport const tool = React;\n",
  });
  expect(output).toContain('error room-facts: src/facts/core.ts → src/tools/explain/tool.ts');
  expect(output).toContain('error tools-without-react: src/tools/explain/tool.ts');
  expect(status).not.toBe(0);
});

it('files that import each other are found', () => {
  const { status, output } = dependencies({
    'src/facts/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'src/facts/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  });
  expect(output).toContain('error no-circles');
  expect(status).not.toBe(0);
});

it('imports that keep to the rule pass', () => {
  const { status, output } = dependencies({
    'src/facts/core.ts': 'export const core = 1;\n',
    'src/tools/explain/tool.ts': "import { core } from '../../facts/core.ts';\nexport const tool = core;\n",
  });
  expect(output).toContain('no dependency violations found');
  expect(status).toBe(0);
});

it('a misspelt word is found, and code is left alone', () => {
  const root = planted({ 'docs/page.mdx': 'A workr reads `wrkr --flga`.\n\n```bash\nswmp\n```\n' });
  const { status, output } = program(
    'cspell',
    ['--no-progress', '--config', path.join(projectRoot, 'cspell.config.yaml'), '--root', root, 'docs/page.mdx'],
    root,
  );
  expect(output).toContain('Unknown word (workr)');
  expect(output).toContain('Issues found: 1 in 1 file');
  expect(status).toBe(1);
});

it.each([
  ['Say why a worker waits\n\nBecause it was asked.\n', 0],
  [`Say ${'why '.repeat(30)}\n`, 1],
])('a subject is short: %j', (message, code) => {
  const root = planted({ message });
  const { status } = spawnSync(
    process.execPath,
    [path.join(projectRoot, 'scripts', 'lib', 'check-subject.mjs'), path.join(root, 'message')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(code);
});
