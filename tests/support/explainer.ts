import { buildMessageTable } from '../../src/tools/explain/build-table.ts';
import { explain } from '../../src/tools/explain/explain.ts';
import type { Explanation, FoundMessage } from '../../src/tools/explain/explanation.ts';
import { Matcher } from '../../src/tools/explain/matcher.ts';
import type { TableMessage } from '../../src/tools/explain/table.ts';
import { specs } from './facts.ts';

export { specs };
export const table = buildMessageTable(specs);
export const matcher = new Matcher(table);

/** The entries of the table behind a finding. */
export function entriesOf(finding: FoundMessage): TableMessage[] {
  return matcher.messages[finding.message]!.entries.map((entry) => table.messages[entry]!);
}

/** The messages of an explanation, in the order in which they were first found. */
export function messagesOf(explanation: Explanation): FoundMessage[] {
  return explanation.findings.filter((finding) => finding.kind === 'message');
}

/** The ids that a text is explained by, in order; one id for each found text. */
export function idsIn(text: string): string[] {
  return messagesOf(explain(text, matcher)).map((finding) => entriesOf(finding)[0]!.id);
}
