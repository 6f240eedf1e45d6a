import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nginxConfig } from '../../../scripts/deploy/nginx-config.ts';
import type { NginxSettings } from '../../../scripts/deploy/nginx-config.ts';
import { securityHeaders } from '../../../scripts/deploy/security-headers.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

const template = readFileSync(path.join(projectRoot, 'deploy/nginx.conf'), 'utf8');
const settings: NginxSettings = {
  baseUrl: '/',
  newestPath: 'protocol-4',
  listen: '8080',
  temp: '/tmp',
  headers: securityHeaders({ scriptHashes: ["'sha256-abc='"] }),
};

describe('nginxConfig', () => {
  it('fills in every name', () => {
    const config = nginxConfig(template, { ...settings, baseUrl: '/docs/' });
    expect(config).not.toMatch(/@[A-Z]+@/);
    expect(config).toContain('listen 8080 default_server;');
    expect(config).toContain('error_page 403 404 =404 /docs/404.html;');
    expect(config).toContain(`script-src 'self' 'sha256-abc=';`);
  });

  it('says which name of the template it does not know', () => {
    expect(() => nginxConfig('root @PLACE@;', settings)).toThrow(
      /deploy\/nginx.conf holds @PLACE@, but it must be one of/,
    );
  });

  it.each<[Partial<NginxSettings>, RegExp]>([
    [{ baseUrl: 'docs' }, /BASE_URL is 'docs'/],
    [{ baseUrl: '/docs' }, /BASE_URL is '\/docs'/],
    [{ baseUrl: '/a b/' }, /BASE_URL/],
    [{ baseUrl: '/a.b/' }, /BASE_URL/],
    [{ baseUrl: '/$x/' }, /BASE_URL/],
    [{ listen: '8080; }' }, /--listen is '8080; }', but it must be a port/],
    [{ listen: '' }, /--listen/],
    [{ temp: 'tmp' }, /--temp is 'tmp'/],
    [{ temp: '/tmp; load_module x' }, /--temp/],
    [{ headers: [['X', 'a"; return 200 "b']] }, /The header X/],
    [{ newestPath: '../x' }, /newest path/],
  ])('refuses %j, which would change the meaning of the file', (wrong, message) => {
    expect(() => nginxConfig(template, { ...settings, ...wrong })).toThrow(message);
  });

  it.each(['8080', '127.0.0.1:8080', '[::]:8080', '[::1]:80'])('listens on %s', (listen) => {
    expect(nginxConfig(template, { ...settings, listen })).toContain(`listen ${listen} default_server;`);
  });
});
