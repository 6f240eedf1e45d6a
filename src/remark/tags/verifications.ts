import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { cachedVerifications } from '../../spec/cache.ts';
import { shortRelease } from '../../spec/release.ts';
import type { Verification } from '../../spec/schema/verification.ts';
import { heading, inlineCode, paragraph, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';

/**
 * `<Verifications />`: for each release that was verified, the day, the figures of each check, what
 * differed and what was not run.
 */
export const verificationsTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }) => cachedVerifications(root).flatMap(verificationBlocks),
});

function verificationBlocks(verification: Verification): BlockContent[] {
  const { release, protocol, date, program, runtime, checks, pages, differs, notRun } = verification;
  const short = shortRelease(release);
  return [
    heading(3, `release-${release.replaceAll('.', '-')}`, text(`${short}, protocol ${protocol}`)),
    paragraph(
      text(
        `Verified on ${date}, with the program run ${program === 'source' ? 'from its source' : 'as a binary'} on ${runtimeName(runtime)}. `,
      ),
      text(pages.length === 0 ? 'No procedure page was carried out.' : carriedOut(pages.length)),
    ),
    table(['Check', 'Agrees', 'Differs', 'Not run'], checks.map(checkRow)),
    ...(differs.length === 0
      ? []
      : [
          paragraph(text('What differs:')),
          table(
            ['Check', 'Statement', 'Where it is written'],
            differs.map(({ check, subject, file = '' }) => ({
              cells: [[text(check)], [text(subject)], file === '' ? [] : [inlineCode(file)]],
            })),
          ),
        ]),
    ...(notRun.length === 0
      ? []
      : [
          paragraph(text('What was not run, and why:')),
          table(
            ['Check', 'Reason', 'Statements'],
            notRun.map(({ check, reason, subjects }) => ({
              cells: [[text(check)], [text(reason)], [text(String(subjects.length))]],
            })),
          ),
        ]),
  ];
}

/** `Deno 2.8.3` for `deno 2.8.3`. */
function runtimeName(runtime: string): string {
  return runtime.replace(/^deno/, 'Deno');
}

function carriedOut(count: number): string {
  return `The steps of ${count} ${count === 1 ? 'page were' : 'pages were'} carried out.`;
}

function checkRow({ check, agrees, differs, notRun }: Verification['checks'][number]): Row {
  return { cells: [[text(check)], [text(String(agrees))], [text(String(differs))], [text(String(notRun))]] };
}
