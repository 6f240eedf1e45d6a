import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { LATEST_PATH } from '../../src/site/latest-redirects.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { projectRoot } from '../lib/project-root.ts';
import { main } from '../lib/run.ts';
import { filesOf, readBuiltSite } from './built-site.ts';
import { inlineScripts, scriptHash } from './inline-scripts.ts';
import { nginxConfig } from './nginx-config.ts';
import { precompress } from './precompress.ts';
import { securityHeaders } from './security-headers.ts';
import { headersFile, redirectsFile } from './static-host.ts';

/** How a built site becomes one that can be served. */
export interface Preparation {
  /** The project: its list of protocols says where `/latest` leads. */
  readonly root: string;
  /** Folder of the built site. */
  readonly build: string;
  /** Folder to write; what it holds is replaced. */
  readonly out: string;
  readonly listen: string;
  readonly temp: string;
  /** `false` leaves out the compressed copies. */
  readonly compressed?: boolean;
  /** In seconds; without it browsers are not told to use HTTPS only. */
  readonly hsts?: number;
}

/** What was prepared. */
export interface Prepared {
  readonly pages: number;
  readonly compressed: number;
  readonly scriptHashes: readonly string[];
}

const USAGE = `npm run deploy:prepare -- [options]

Turns build/ into a folder that a web server can serve: the site with compressed copies, an nginx
configuration, and the files _headers and _redirects for hosts of static files.

  --out <folder>      folder to write (dist)
  --listen <address>  port, or address and port, that nginx listens on (8080)
  --temp <folder>     folder for the files that nginx writes (/tmp)
  --hsts <seconds>    sends Strict-Transport-Security; only for a site that has HTTPS for good
`;

/**
 * Writes the folder to serve: `site/`, `nginx.conf`, and within the site `_headers` and
 * `_redirects`.
 *
 * @throws Error when there is no built site, a setting is malformed, or the folder holds something else.
 */
export async function prepare({
  root,
  build,
  out,
  listen,
  temp,
  compressed: isCompressed = true,
  hsts,
}: Preparation): Promise<Prepared> {
  const site = readBuiltSite(build);
  // The site stands where it is served from, so that no server has to translate paths.
  const target = path.join(out, 'site', site.baseUrl);
  const latest = `${LATEST_PATH.slice(1)}/`;
  const pages = site.files.filter((file) => file.endsWith('.html') && !file.startsWith(latest));
  const scriptHashes = [
    ...new Set(pages.flatMap((file) => inlineScripts(readFileSync(path.join(build, file), 'utf8')).map(scriptHash))),
  ].sort();
  const headers = securityHeaders({ scriptHashes, ...(hsts !== undefined && { hsts }) });
  const newestPath = loadReleases(root).protocols[0].pathName;
  const template = readFileSync(path.join(projectRoot, 'deploy', 'nginx.conf'), 'utf8');
  const config = nginxConfig(template, { baseUrl: site.baseUrl, newestPath, listen, temp, headers });

  emptyFolder(out);
  mkdirSync(target, { recursive: true });
  cpSync(build, target, { recursive: true });
  // These pages redirect by a script of their own, which the policy refuses; the server redirects in their place.
  rmSync(path.join(target, latest), { recursive: true, force: true });
  const compressed = isCompressed ? await precompress(target, filesOf(target)) : 0;
  writeFileSync(path.join(out, 'site', '_headers'), headersFile(site, headers));
  writeFileSync(path.join(out, 'site', '_redirects'), redirectsFile(site, newestPath));
  if (site.baseUrl !== '/') {
    // Hosts for static files look for this page at the top only.
    cpSync(path.join(target, '404.html'), path.join(out, 'site', '404.html'));
  }
  writeFileSync(path.join(out, 'nginx.conf'), config);
  return { pages: pages.length, compressed, scriptHashes };
}

/** Removes what an earlier preparation wrote, and nothing that somebody else did. */
function emptyFolder(folder: string): void {
  const held = existsSync(folder) ? readdirSync(folder) : [];
  const foreign = held.find((name) => name !== 'site' && name !== 'nginx.conf');
  if (foreign !== undefined) {
    throw new Error(
      `${folder} holds '${foreign}', which no preparation wrote, so nothing was replaced. Name an empty folder: --out <folder>`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Reads the number of seconds of `--hsts`. */
export function parseSeconds(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`--hsts is '${text}', but it must be a number of seconds, such as 31536000 for a year.`);
  }
  return Number(text);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { values } = parseArgs({
      options: {
        out: { type: 'string', default: 'dist' },
        listen: { type: 'string', default: '8080' },
        temp: { type: 'string', default: '/tmp' },
        hsts: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const out = path.resolve(values.out);
    const { pages, compressed } = await prepare({
      root: projectRoot,
      build: path.join(projectRoot, 'build'),
      out,
      listen: values.listen,
      temp: values.temp,
      ...(values.hsts !== undefined && { hsts: parseSeconds(values.hsts) }),
    });
    console.log(`${out}: ${pages} pages, ${compressed} files with compressed copies. Serve them by one of:`);
    console.log(`  nginx -p ${out} -c nginx.conf`);
    console.log(`  a host for static files that reads _headers and _redirects: upload ${path.join(out, 'site')}`);
    return 0;
  });
}
