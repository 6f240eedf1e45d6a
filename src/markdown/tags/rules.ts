import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import * as z from 'zod';
import type { Behavior } from '../../facts/behaviors.ts';
import { cachedBehaviors, cachedVerifications } from '../../facts/cache.ts';
import { shortRelease, spansOverlap } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import type { Verification } from '../../facts/schema/verification.ts';
import { fold, inlineElement } from '../elements.ts';
import { lookupItem } from '../lookup.ts';
import { join, paragraph, prose, sinceMark, spanAttributes, text } from '../nodes.ts';
import { defineSiteTag, defineTag } from '../tag.ts';

/** Where all rules are listed, with how each is proved. */
const LIST = '/verification';

const SUBJECTS: Readonly<Record<string, string>> = {
  cancel: 'Cancel',
  drain: 'Drain and stop',
  failure: 'Failure and reconnection',
  placement: 'Placement',
  queueing: 'Queueing',
  security: 'Security',
  tokens: 'Tokens',
};

/**
 * `<Rule id="revoking-disconnects-nobody" />`: stands behind a sentence that states a rule of behavior, and says in one
 * word how the rule is proved. The word leads to the rule; its title has the statement and the release. Nothing stands
 * there while the rule has a scenario that no verification of the protocol has played yet.
 */
export const ruleTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { root, spec }) => {
    const rule = lookupItem(cachedBehaviors(root), 'rule', id, spec);
    const { first, last, label } = spec.protocol;
    if (!spansOverlap(rule, { since: first, until: last })) {
      throw new Error(`the rule '${id}' holds in no release of ${label.toLowerCase()}`);
    }
    const [newest] = releasesThatRan(
      rule,
      cachedVerifications(root),
      ({ protocol }) => protocol === spec.protocol.number,
    );
    const word = proofWord(rule, newest);
    if (word === undefined) {
      return [];
    }
    const mark: PhrasingContent = {
      type: 'link',
      url: `${LIST}#rule-${id}`,
      title: `${proofWords(rule, newest)}: ${plain(rule.statement)}`,
      children: [text(word)],
    };
    return [text(' '), inlineElement('small', {}, [text('['), mark, text(']')])];
  },
});

/** `<Rules />`: all rules of behavior by subject, each with its releases and how it is proved. */
export const rulesTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }): BlockContent[] => {
    const rules = cachedBehaviors(root);
    const verifications = cachedVerifications(root);
    return [...new Set(rules.map(({ subject }) => subject))].map((subject) => {
      const own = rules.filter((rule) => rule.subject === subject);
      const items = own.map((rule) => ruleItem(rule, verifications));
      return fold(
        [text(`${SUBJECTS[subject] ?? subject}: ${own.length} ${own.length === 1 ? 'rule' : 'rules'}`)],
        [{ type: 'list', ordered: false, spread: false, children: items }],
      );
    });
  },
});

function ruleItem(rule: Behavior, verifications: readonly Verification[]): ListItem {
  const { id, statement, proof } = rule;
  const ran = releasesThatRan(rule, verifications).map(shortRelease);
  const how =
    proof.scenario === undefined
      ? `${proofWords(rule, undefined)}.${proof.reason === undefined ? '' : ` Not run: it ${proof.reason}.`}`
      : `${ran.length === 0 ? 'Not run yet' : `Run at ${ran.join(', ')}`}.`;
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id: `rule-${id}`, ...spanAttributes(rule) } },
    children: [paragraph(...join([prose(statement), sinceMark(rule), [text(how)]], ' '))],
  };
}

/** Releases at which a scenario confirmed a rule, newest first. */
function releasesThatRan(
  { id }: Behavior,
  verifications: readonly Verification[],
  which: (verification: Verification) => boolean = () => true,
): Release[] {
  return verifications.filter((one) => which(one) && one.behaviors.includes(id)).map(({ release }) => release);
}

/** Nothing for a scenario that no verification of the protocol has played yet. */
function proofWord({ proof }: Behavior, ran: Release | undefined): string | undefined {
  if (proof.scenario !== undefined) {
    return ran === undefined ? undefined : 'run';
  }
  return proof.recording === undefined ? 'read' : 'recorded';
}

function proofWords({ proof }: Behavior, ran: Release | undefined): string {
  if (ran !== undefined) {
    return `Run at ${shortRelease(ran)}`;
  }
  return proof.recording === undefined ? `Read in the source, ${proof.source}` : `Recorded as ${proof.recording}`;
}

/** A statement as a title shows it. */
function plain(statement: string): string {
  return statement.replaceAll('`', '');
}
