import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { NGINX_PACKAGES } from '../../../scripts/lib/nginx.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

/** An instruction of the container file, with continued lines joined. */
const instructions = readFileSync(path.join(projectRoot, 'deploy/Containerfile'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
const lastStage = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'));
const valueOf = (name: string): string => lastStage.findLast(([found]) => found === name)![1];

it('runs as a number that is not root, so that a cluster can check it', () => {
  expect(valueOf('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
});

it('installs what the tests run', () => {
  const install = /apt-get install -y --no-install-recommends ([^&]*)/.exec(valueOf('RUN'))![1]!;
  expect(install.trim().split(' ')).toEqual([...NGINX_PACKAGES]);
});

it('starts nginx with what the preparation wrote', () => {
  expect(JSON.parse(valueOf('CMD'))).toEqual(['/usr/sbin/nginx', '-p', '/srv/portal', '-c', 'nginx.conf']);
  expect(valueOf('COPY')).toBe('--from=build /prepared /srv/portal');
  expect(instructions.find(([name, value]) => name === 'RUN' && value.includes('deploy:prepare'))![1]).toContain(
    '--out /prepared ',
  );
});

it('copies only files that exist, and listens where the template does', () => {
  const copied = instructions
    .filter(([name, value]) => name === 'COPY' && !value.startsWith('--from'))
    .flatMap(([, value]) => value.split(' ').slice(0, -1));
  expect(copied.filter((file) => !existsSync(path.join(projectRoot, file)))).toEqual([]);
  expect(valueOf('EXPOSE')).toBe('8080');
});

it('builds with the Node that the project asks for', () => {
  const node = readFileSync(path.join(projectRoot, '.nvmrc'), 'utf8').trim();
  expect(instructions[0]![1]).toContain(`node:${node}-`);
});
