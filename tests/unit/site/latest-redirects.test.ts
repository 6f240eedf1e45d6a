import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { latestRedirects } from '../../../src/site/latest-redirects.ts';
import { versionOptions } from '../../../src/site/versions.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { createSmallProject } from '../../support/small-project.ts';

const releases = loadReleases(projectRoot);
const newest = releases.protocols[0].pathName;

it('/latest leads to the newest protocol and keeps the rest of the path', () => {
  const redirects = latestRedirects(releases);
  expect(redirects(`/${newest}`)).toEqual(['/latest']);
  expect(redirects(`/${newest}/operators/tokens`)).toEqual(['/latest/operators/tokens']);
  expect(redirects(`/${newest}0/operators/tokens`)).toEqual([]);
  expect(redirects('/protocol-2/operators/tokens')).toEqual([]);
});

it('versions have the addresses and labels of their protocols', () => {
  const project = createSmallProject();
  try {
    expect(versionOptions(loadReleases(project.root))).toEqual({
      current: { label: 'Protocol 3', path: 'protocol-3', badge: false, banner: 'none' },
      2: { label: 'Protocol 2', path: 'protocol-2', badge: false, banner: 'unmaintained' },
    });
  } finally {
    project.remove();
  }
});
