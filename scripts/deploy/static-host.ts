import { LATEST_PATH } from '../../src/site/latest-redirects.ts';
import type { BuiltSite } from './built-site.ts';
import type { Header } from './security-headers.ts';

/** How long browsers keep what never changes: a year, the longest that caches honor. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The file `_headers` of hosts for static files (Netlify, Cloudflare Pages and others read it).
 * They join the values of all rules that match, so each header stands in one rule only.
 */
export function headersFile({ baseUrl }: BuiltSite, headers: readonly Header[]): string {
  return [rule('/*', headers), rule(`${baseUrl}assets/*`, [['Cache-Control', IMMUTABLE]])].join('\n');
}

function rule(address: string, headers: readonly Header[]): string {
  return [address, ...headers.map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
}

/**
 * The file `_redirects` of hosts for static files. Such hosts give a page without `.html`, take a
 * slash at the end away, and answer with `404.html` by themselves.
 */
export function redirectsFile({ baseUrl }: BuiltSite, newestPath: string): string {
  const latest = `${baseUrl}${LATEST_PATH.slice(1)}`;
  const lines = [
    ...(baseUrl === '/' ? [] : [`/ ${baseUrl} 302`]),
    `${latest} ${baseUrl}${newestPath} 302`,
    `${latest}/* ${baseUrl}${newestPath}/:splat 302`,
  ];
  return `${lines.join('\n')}\n`;
}
