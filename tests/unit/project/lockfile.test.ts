import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

type Lock = Record<string, LockedPackage>;

/** Packages named as optional that the lock does not hold: `npm ci` refuses such a lock, on every machine. */
function missingOptionalPackages(packages: Lock): string[] {
  const held = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !held.has(name))
      .map((name) => `${name}, named by ${path}`),
  );
}

/** Packages that the lock does not tie to a content hash. */
function packagesWithoutIntegrity(packages: Lock): string[] {
  return Object.entries(packages)
    .filter(([path, { integrity }]) => path !== '' && integrity === undefined)
    .map(([path]) => path);
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Lock };

test('the lock holds every optional package it names, so that npm ci accepts it on any platform', () => {
  expect(missingOptionalPackages(packages)).toEqual([]);
});

test('a platform package that is left out is found', () => {
  const planted = { ...packages };
  delete planted['node_modules/@swc/core-darwin-arm64'];
  expect(missingOptionalPackages(planted)).toEqual(['@swc/core-darwin-arm64, named by node_modules/@swc/core']);
});

test('every package is tied to its content and to no registry address', () => {
  expect(packagesWithoutIntegrity(packages)).toEqual([]);
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test('a package without a content hash is found', () => {
  const planted = { ...packages, 'node_modules/react': { version: '19.2.9' } };
  expect(packagesWithoutIntegrity(planted)).toEqual(['node_modules/react']);
});

test('every dependency of ours is pinned to one version', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  for (const group of ['dependencies', 'devDependencies', 'overrides']) {
    for (const [name, version] of Object.entries(manifest[group] ?? {})) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
  }
});

/** Licenses under which a package may be used here, as SPDX writes them. */
const LICENSES = new Set([
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
  '(MIT OR CC0-1.0)',
  '(MPL-2.0 OR Apache-2.0)',
  '(WTFPL OR MIT)',
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  // Only a word list of the spelling check, which stays on the machine that checks.
  'CC BY-SA 4.0',
  // Only elkjs, which places the boxes of diagrams; the workbench carries it unchanged and names its source.
  'EPL-2.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-1.1',
  'MPL-2.0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);

/** Packages that name no license where npm looks for it; each was read, and all are MIT. */
const READ_BY_HAND = new Set(['eval', 'format', 'khroma', 'require-like']);

/** Packages with an install script; they work without it, for their binaries are packages of their own. */
const WORK_WITHOUT_SCRIPT = new Set(['@swc/core', 'core-js', 'esbuild']);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

/** Packages whose license is not allowed, or not known. */
function packagesWithOtherLicense(locked: Lock): string[] {
  return Object.entries(locked)
    .filter(([path]) => path !== '')
    .filter(([path, { license }]) => (license === undefined ? !READ_BY_HAND.has(nameOf(path)) : !LICENSES.has(license)))
    .map(([path, { license }]) => `${nameOf(path)}: ${license ?? 'no license'}`);
}

/** Packages that want to run a script at installation and are not known to do without. */
function packagesWithInstallScript(locked: Lock): string[] {
  return Object.entries(locked)
    .filter(([path, { hasInstallScript }]) => hasInstallScript && !WORK_WITHOUT_SCRIPT.has(nameOf(path)))
    .map(([path]) => nameOf(path));
}

test('every package has a license of the list', () => {
  expect(packagesWithOtherLicense(packages)).toEqual([]);
});

test('a package with another license, or none, is found', () => {
  const planted = { ...packages, 'node_modules/x': { license: 'AGPL-3.0-only' }, 'node_modules/y': {} };
  expect(packagesWithOtherLicense(planted)).toEqual(['x: AGPL-3.0-only', 'y: no license']);
});

test('no package runs a script when it is installed, and none needs to', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  expect(packagesWithInstallScript(packages)).toEqual([]);
});

test('a package with an install script is found', () => {
  const planted = { ...packages, 'node_modules/x': { hasInstallScript: true } };
  expect(packagesWithInstallScript(planted)).toEqual(['x']);
});
