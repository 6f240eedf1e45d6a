import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { specs } from '../support/facts.ts';
import type { OutputSchema } from '../../src/facts/output-schema.ts';
import { compileOutput } from '../support/output-validator.ts';

function published(name: string): unknown {
  return JSON.parse(readFileSync(path.join(projectRoot, 'build', name), 'utf8'));
}

describe('the published facts', () => {
  it('list protocols and every release', () => {
    const releases = published('spec/releases.json') as {
      protocols: { spec: string; docs: string }[];
      releases: unknown[];
    };
    expect(releases.releases).toHaveLength(specs[0]!.index.releases.length);
    for (const protocol of releases.protocols) {
      expect(existsSync(path.join(projectRoot, 'build', protocol.spec))).toBe(true);
      expect(existsSync(path.join(projectRoot, 'build', `${protocol.docs.replace(/\/$/, '')}.html`))).toBe(true);
    }
  });

  it.each(specs.map((spec) => [spec.protocol.pathName, spec] as const))(
    'hold all of %s, with schemas that compile',
    (pathName, spec) => {
      const all = published(`spec/${pathName}.json`) as {
        commands: unknown[];
        messages: unknown[];
        outputs: { schema: string }[];
      };
      expect(all.commands).toHaveLength(spec.commands.size);
      expect(all.messages).toHaveLength(spec.messages.length);
      expect(all.outputs).toHaveLength(spec.outputs.size);
      for (const output of all.outputs) {
        expect(() => compileOutput(published(output.schema) as OutputSchema)).not.toThrow();
      }
    },
  );
});
