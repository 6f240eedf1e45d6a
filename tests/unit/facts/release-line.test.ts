import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { cachedChanges, cachedHeadlines, cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { commandsOf, headlineOf, newsOf } from '../../../src/facts/release-line.ts';

const spec = cachedProtocolSpec(projectRoot, 4);
const changes = cachedChanges(projectRoot, spec);
const headlines = cachedHeadlines(projectRoot);
const of = (release: string): (typeof changes)[number] => changes.find((each) => each.release.startsWith(release))!;

describe('a release in one line', () => {
  it.each([
    ['20260812.195234', ['breaking', 'repaired'], 'Workers give up after three failed attempts'],
    ['20260822.003708', ['new'], '`serve --dashboard` opens a web page'],
    ['20260807.203020', ['changed'], '`serve` logs the steps of its start'],
  ])('%s', (release, news, headline) => {
    expect(newsOf(of(release))).toEqual(news);
    expect(headlineOf(of(release), headlines)).toBe(headline);
  });

  it('names the defect of a release that only repaired one', () => {
    const only = changes.find((each) => each.changes.length + each.breaking.length === 0)!;
    expect(newsOf(only)).toEqual(['repaired']);
    expect(headlineOf(only, headlines)).toContain(`No longer so: ${only.repaired[0]!.problem}`);
  });

  it('has a sentence by hand wherever something changed', () => {
    const [changed] = changes.filter((each) => each.changes.length > 0);
    expect(() => headlineOf({ ...changed!, repaired: [] }, new Map())).toThrow(/no sentence/);
  });
});

describe('the commands that a release concerns', () => {
  it.each([
    ['a new flag', '20260822.003708', ['serve']],
    ['a command that came', '20260713.153736', ['serve', 'serve reload']],
    ['what a worker prints and does', '20260812.195234', ['worker connect']],
    ['what broke alone', '20260814.224442', ['serve']],
  ])('%s', (_, release, commands) => {
    expect(commandsOf(of(release), spec)).toEqual(expect.arrayContaining(commands));
  });

  it('are known for nearly every release', () => {
    const without = changes.filter((release) => commandsOf(release, spec).length === 0);
    expect(without.length).toBeLessThan(changes.length / 3);
  });
});
