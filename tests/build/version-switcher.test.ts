import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { pagesOf } from '../support/built-pages.ts';
import { switcherFaults } from '../support/switcher-faults.ts';

const { protocols } = loadReleases(projectRoot);
const pages = new Map(protocols.map((protocol) => [protocol, new Set(pagesOf(protocol.pathName))]));
const htmlOf = (address: string): string => readFileSync(path.join(projectRoot, 'build', `${address}.html`), 'utf8');

it.each([...protocols])(
  'from every page of $label the switcher leads to the same page, or says that there is none',
  (from) => {
    const own = [...pages.get(from)!];
    expect(own.length).toBeGreaterThan(50);
    expect(own.flatMap((address) => switcherFaults(htmlOf(address), address, from, pages))).toEqual([]);
  },
);

it('some pages are not in every version, so both answers are looked at', () => {
  const counts = [...pages].map(([from, own]) =>
    [...own].filter((address) =>
      protocols.some((to) => !pages.get(to)!.has(address.replace(from.pathName, to.pathName))),
    ),
  );
  expect(counts.flat().length).toBeGreaterThan(5);
});

describe('a planted fault is found', () => {
  const [newest, older] = protocols;
  const address = `/${newest.pathName}/reference/cli/worker-connect`;
  const there = `/${older!.pathName}/reference/cli/worker-connect`;
  const html = htmlOf(address);

  it('an entry that leads elsewhere', () => {
    const wrong = html.replaceAll(there, `/${older!.pathName}`);
    expect(switcherFaults(wrong, address, newest, pages)).toEqual([
      `${address} in ${older!.label}: leads to /${older!.pathName}`,
    ]);
  });

  it('an entry that is missing', () => {
    const wrong = html.replaceAll(`>${older!.label}<`, '>Another<');
    expect(switcherFaults(wrong, address, newest, pages)).toEqual([`${address} in ${older!.label}: 0 entries`]);
  });

  it('a version that lacks the page, without a word about it', () => {
    const without = new Map([...pages].map(([to, own]) => [to, new Set([...own].filter((page) => page !== there))]));
    expect(switcherFaults(html, address, newest, without)).toEqual([
      `${address} in ${older!.label}: leads to ${there}, which is no page`,
      `${address} in ${older!.label}: says "" of a page that is not there`,
    ]);
  });
});
