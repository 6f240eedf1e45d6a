import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { cachedChanges, cachedHeadlines, cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { changesFeed } from '../../../src/publish/feed/changes-feed.ts';
import { feedEntries } from '../../../src/publish/feed/feed-entries.ts';
import { releaseEntries } from '../../../src/publish/feed/release-entries.ts';
import { shortRelease, UNRELEASED } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import type { Protocol } from '../../../src/facts/releases.ts';

const all = loadReleases(projectRoot);
const [newest, ...older] = all.protocols.filter(({ released }) => released);
/** Without a protocol that no release speaks yet. */
const index = { ...all, protocols: [newest!, ...older] as [Protocol, ...Protocol[]] };
const place = { title: 'Changes', site: 'https://docs.example/base/', file: 'changes.xml' };

describe('the feed of changes', () => {
  it('tells of each protocol when it begins and against which release it is verified, newest first', () => {
    const entries = feedEntries(index);
    expect(entries).toHaveLength(index.protocols.length * 2);
    for (const { label, first, verified } of index.protocols) {
      expect(entries.map(({ title }) => title)).toContain(`${label} begins with ${shortRelease(first)}`);
      expect(entries.map(({ title }) => title)).toContain(`${label}: facts verified against ${shortRelease(verified)}`);
    }
    const dates = entries.map(({ date }) => date.getTime());
    expect([...dates].sort((a, b) => b - a)).toEqual(dates);
    expect(entries[0]!.date.toISOString()).toBe('2026-08-22T01:11:57.000Z');
  });

  it('says nothing of a protocol that no release speaks', () => {
    const open = { ...index.protocols[0], number: 5, released: false, first: UNRELEASED, verified: UNRELEASED };
    const protocols: [Protocol, ...Protocol[]] = [open, ...index.protocols];
    expect(feedEntries({ protocols })).toEqual(feedEntries(index));
  });

  it('has ids and addresses of its own, and is the same each time', () => {
    const xml = changesFeed(feedEntries(index), place);
    expect(changesFeed(feedEntries(index), place)).toBe(xml);
    const ids = [...xml.matchAll(/<id>([^<]*)<\/id>/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('https://docs.example/base/changes.xml#protocol-4-verified-20260822.011157');
    expect(xml).toContain('<updated>2026-08-22T01:11:57.000Z</updated>');
    expect(xml).toContain('href="https://docs.example/base/compatibility"');
    expect(xml).toContain('href="https://docs.example/base/changes.xml"');
  });

  it('has an entry for each release that changed something, which leads to its changes', () => {
    const spec = cachedProtocolSpec(projectRoot, 4);
    const changes = cachedChanges(projectRoot, spec);
    const releases = releaseEntries(spec.protocol, changes, cachedHeadlines(projectRoot));
    expect(releases).toHaveLength(changes.length);
    const entries = feedEntries(index, releases);
    expect(entries).toHaveLength(index.protocols.length * 2 + changes.length);
    expect(entries.find(({ id }) => id === 'protocol-4-changes-20260812.195234')).toMatchObject({
      title: '20260812.195234: Workers give up after three failed attempts',
      text: expect.stringMatching(
        /^Workers give up after three failed attempts \(breaking.*Breaking: A worker gives up/,
      ),
      path: '/protocol-4/reference/changes/2026-08-01#20260812-195234',
      date: new Date('2026-08-12T19:52:34Z'),
    });
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('escapes what a protocol brought', () => {
    const protocols: [Protocol, ...Protocol[]] = [{ ...index.protocols[0], brought: '<b> & ]]> done.' }];
    expect(changesFeed(feedEntries({ protocols }), place)).toContain('&lt;b&gt; &amp; ]]&gt; done.');
  });
});
