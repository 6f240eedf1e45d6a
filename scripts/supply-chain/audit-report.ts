import * as z from 'zod';

/** What npm found out about known weaknesses of the locked packages. */
export type AuditOutcome =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly lines: readonly string[] }
  | { readonly kind: 'not-run'; readonly reason: string };

const SERIOUS = new Set(['high', 'critical']);

const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), via: z.array(z.unknown()) }),
  ),
});

/**
 * Reads what `npm audit --json` printed. Registries may refuse to audit, and then there is no
 * report: that is no pass.
 */
export function readAuditReport(output: string): AuditOutcome {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return { kind: 'not-run', reason: output.trim().split('\n')[0] || 'npm printed nothing' };
  }
  const report = reportSchema.safeParse(value);
  if (!report.success) {
    const message = z.object({ message: z.string() }).safeParse(value);
    // The message ends with an address, which says nothing to a reader.
    return { kind: 'not-run', reason: message.success ? message.data.message.replace(/ - .*/, '') : 'no report' };
  }
  const lines = Object.entries(report.data.vulnerabilities)
    .filter(([, { severity }]) => SERIOUS.has(severity))
    .map(([name, { severity, range }]) => `${severity}: ${name} ${range}`);
  return lines.length === 0 ? { kind: 'clean' } : { kind: 'found', lines };
}
