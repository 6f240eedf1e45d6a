import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.write('docs/deploy/files/worker-job.yaml', 'kind: Job\n');
  project.write('docs/deploy/files/nginx.conf', 'server {\n}\n');
  project.write('versioned_docs/version-2/deploy/files/worker-job.yaml', 'kind: OldJob\n');
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

function expand(markdown: string, page: string): Promise<string> {
  return expandPage(project.root, page, markdown);
}

describe('a file beside a page', () => {
  it('is shown as it is, with its name as title', async () => {
    expect(await expand('<File path="files/worker-job.yaml" />', 'docs/deploy/kubernetes.mdx')).toBe(
      '```yaml title="worker-job.yaml"\nkind: Job\n```\n',
    );
    expect(await expand('<File path="files/nginx.conf" title="swamp.conf" />', 'docs/deploy/proxy.mdx')).toBe(
      '```nginx title="swamp.conf"\nserver {\n}\n```\n',
    );
  });

  it.each([
    ['swamp.container', 'systemd'],
    ['swamp.plist', 'xml'],
  ])('%s is of the language %s', async (name, language) => {
    project.write(`docs/deploy/files/${name}`, 'content\n');
    expect(await expand(`<File path="files/${name}" />`, 'docs/deploy/service.mdx')).toMatch(
      new RegExp(`^\`\`\`${language} `),
    );
  });

  it("comes from the page's own version", async () => {
    expect(
      await expand('<File path="files/worker-job.yaml" />', 'versioned_docs/version-2/deploy/kubernetes.mdx'),
    ).toContain('kind: OldJob');
  });

  it('fails the build when it is not there, and names the nearest', async () => {
    await expect(expand('Text\n\n<File path="files/worker-jb.yaml" />', 'docs/deploy/kubernetes.mdx')).rejects.toThrow(
      /docs\/deploy\/kubernetes\.mdx:3:1: There is no file 'files\/worker-jb\.yaml' beside the page\. Did you mean 'files\/worker-job\.yaml'\?/,
    );
  });

  it('fails the build when its folder is not there', async () => {
    await expect(expand('<File path="nowhere/x.yaml" />', 'docs/deploy/kubernetes.mdx')).rejects.toThrow(
      /There is no file 'nowhere\/x\.yaml' beside the page/,
    );
  });
});
