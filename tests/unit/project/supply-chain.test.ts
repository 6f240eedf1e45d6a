import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { readAuditReport } from '../../../scripts/supply-chain/audit-report.ts';
import { makeSbom } from '../../../scripts/supply-chain/sbom.ts';

describe('readAuditReport', () => {
  const report = (severity: string): string =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: { tar: { severity, range: '<6', via: [] } },
      metadata: {},
    });

  it('names what is serious', () => {
    expect(readAuditReport(report('high'))).toEqual({ kind: 'found', lines: ['high: tar <6'] });
    expect(readAuditReport(report('critical'))).toEqual({ kind: 'found', lines: ['critical: tar <6'] });
  });

  it('lets pass what is not', () => {
    expect(readAuditReport(report('moderate'))).toEqual({ kind: 'clean' });
    expect(readAuditReport(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }))).toEqual({ kind: 'clean' });
  });

  it.each([
    ['', 'npm printed nothing'],
    ['npm error network\nmore', 'npm error network'],
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example/x","method":"POST"}',
      '405 Method Not Allowed',
    ],
    ['{}', 'no report'],
    ['{"auditReportVersion":3,"vulnerabilities":{}}', 'no report'],
  ])('never takes a missing report for a pass: %j', (output, reason) => {
    expect(readAuditReport(output)).toEqual({ kind: 'not-run', reason });
  });
});

it('the bill of materials names every locked package with its content hash', { timeout: 120_000 }, () => {
  const { components } = JSON.parse(makeSbom(projectRoot)) as {
    components: { name: string; version: string; hashes?: { content: string }[] }[];
  };
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const locked = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
  expect([...new Set(locked)].filter((id) => !named.has(id))).toEqual([]);
  expect(components.filter(({ hashes }) => !hashes?.length)).toEqual([]);
});
