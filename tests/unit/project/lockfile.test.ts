import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
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
