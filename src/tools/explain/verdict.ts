import { answerInWords, chooseEntries, placesInWords } from './answer.ts';
import type { Explanation, FoundMessage } from './explanation.ts';
import type { Matcher } from './matcher.ts';
import type { Reader } from './answer.ts';
import type { TableMessage } from './table.ts';

/** The order in which findings are told: what hurts first. */
const SEVERITIES: readonly TableMessage['severity'][] = ['error', 'warning', 'info'];

/** The known messages of a severity, in the order in which they came. */
export function messagesOfSeverity(
  { findings }: Explanation,
  matcher: Matcher,
  reader: Reader,
  severity: TableMessage['severity'],
): FoundMessage[] {
  return findings.filter(
    (finding): finding is FoundMessage =>
      finding.kind === 'message' && chooseEntries(matcher, finding.message, reader).main.severity === severity,
  );
}

/** What lines say, in a sentence or two: the gravest message, what it means and what to do. */
export function verdictOf(explanation: Explanation, matcher: Matcher, reader: Reader): string {
  const [errors, warnings, notes] = SEVERITIES.map((severity) =>
    messagesOfSeverity(explanation, matcher, reader, severity),
  ) as [FoundMessage[], FoundMessage[], FoundMessage[]];
  const unknown = explanation.unknownLines;
  // A reason that stands inside other messages says more than they do.
  const gravest = [errors, warnings].flatMap((found) => [...found.filter(({ inside }) => inside), ...found])[0];
  if (gravest !== undefined) {
    const { main } = chooseEntries(matcher, gravest.message, reader);
    const says = answerInWords(main, gravest.samples[0]!.parameters) ?? firstSentence(main.cause);
    const place = placesInWords({ count: 1, lines: gravest.lines });
    const more = errors.length + warnings.length - 1;
    return `${place}: ${says} ${firstSentence(main.fix)}${more === 0 ? '' : ` ${more} more below.`}`;
  }
  if (notes.length > 0 || explanation.findings.length > 0 || explanation.ordinaryLines > 0) {
    return unknown === 0
      ? 'Nothing is wrong in these lines: all of them are ordinary progress.'
      : `No known error stands in these lines. ${counted(unknown)} not known here: output of your steps, or of another program.`;
  }
  return unknown === 0 ? 'There are no words in these lines.' : 'None of these lines is known here.';
}

function counted(count: number): string {
  return count === 1 ? 'One line is' : `${count.toLocaleString('en-US')} lines are`;
}

/** The first sentence of a text; a dot in code or in a name ends none. */
function firstSentence(text: string): string {
  const plain = text.replace(/`[^`]*`/g, (code) => '`'.repeat(code.length));
  const end = /[.:!?](?=\s+[A-Z]|$)/.exec(plain)?.index;
  return end === undefined ? text : `${text.slice(0, end)}.`;
}
