import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

it('knip finds what is unused and what is not listed, under our rules', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'knip-'));
  try {
    const write = (name: string, content: object | string): void =>
      writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    const rules = JSON.parse(readFileSync(path.join(projectRoot, 'knip.json'), 'utf8')) as object;
    write('package.json', { name: 'planted', type: 'module', dependencies: { 'left-over': '1.0.0' } });
    write('knip.json', { ...rules, entry: ['main.ts'], project: ['*.ts'] });
    write('main.ts', `import { used } from './part.ts';\nimport 'not-listed';\nused();\n`);
    write('part.ts', 'export function used(): void {}\nexport function exportedForNobody(): void {}\n');
    write('nobody.ts', 'export {};\n');
    const { status, stdout } = spawnSync(
      process.execPath,
      [path.join(projectRoot, 'node_modules/knip/bin/knip.js'), '--directory', folder],
      { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    expect(status).toBe(1);
    for (const planted of ['left-over', 'not-listed', 'exportedForNobody', 'nobody.ts']) {
      expect(stdout).toContain(planted);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
