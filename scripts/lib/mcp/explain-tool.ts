import { cachedProtocolSpec, cachedReleases } from '../../../src/facts/cache.ts';
import { buildMessageTable } from '../../../src/tools/explain/build-table.ts';
import { LARGEST_INPUT } from '../../../src/tools/explain/decode.ts';
import { explain } from '../../../src/tools/explain/explain.ts';
import { Matcher } from '../../../src/tools/explain/matcher.ts';
import { textReport } from '../../../src/tools/explain/report.ts';
import { meantProtocol } from './asked-protocol.ts';
import type { AskedVersion } from './asked-protocol.ts';
import type { Sources } from './sources.ts';

/** What is longer would fill the context of a client; the gravest messages come first. */
const LONGEST_ANSWER = 40_000;

const matchers = new Map<string, Matcher>();

/**
 * Explains lines as `npm run explain` does.
 *
 * @throws Error that says what to do, when there is nothing to explain or too much.
 */
export function explainTool({ root }: Sources, { text, ...version }: AskedVersion & { readonly text: string }): string {
  const { protocol, isNamed, release, note } = meantProtocol(root, version);
  if (text.trim() === '') {
    throw new Error('There is nothing to explain: the text is empty. Give lines that swamp printed.');
  }
  if (text.length > LARGEST_INPUT) {
    throw new Error(`The text is larger than ${LARGEST_INPUT / 1024 / 1024} MB. Give its end.`);
  }
  const matcher = matcherOf(root);
  const reader = { ...(isNamed && { protocol: protocol.number }), ...(release !== undefined && { release }) };
  const report = textReport(explain(text, matcher), { ...reader, matcher, site: '' });
  return [...(note === undefined ? [] : [note]), shortened(report)].join('\n\n');
}

function matcherOf(root: string): Matcher {
  const matcher =
    matchers.get(root) ??
    new Matcher(
      buildMessageTable(cachedReleases(root).protocols.map(({ number }) => cachedProtocolSpec(root, number))),
    );
  matchers.set(root, matcher);
  return matcher;
}

function shortened(report: string): string {
  if (report.length <= LONGEST_ANSWER) {
    return report;
  }
  const end = report.lastIndexOf('\n\n', LONGEST_ANSWER);
  return `${report.slice(0, end)}\n\nThe explanation is longer: ${report.length.toLocaleString('en-US')} characters. Give fewer lines to see the rest.`;
}
