import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { cachedProtocolSpec, cachedReleases, cachedVerifications } from '../../facts/cache.ts';
import { loadNewerReleases, newerInWords } from '../../facts/newer-releases.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Recording } from '../../facts/schema/recording.ts';
import type { Verification } from '../../facts/schema/verification.ts';
import { bar } from '../bar.ts';
import { fold } from '../elements.ts';
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
  expand: (_, { root }) => [
    ...newerBlocks(root),
    ...cachedVerifications(root).flatMap((verification) => {
      const { recordings } = cachedProtocolSpec(root, verification.protocol);
      return verificationBlocks(
        verification,
        [...recordings.values()].map(({ value }) => value).filter(({ release }) => release === verification.release),
      );
    }),
  ],
});

/** That releases came after the newest that is verified, where that is known. */
function newerBlocks(root: string): BlockContent[] {
  const { verified } = cachedReleases(root).protocols.find(({ released }) => released)!;
  const newer = loadNewerReleases(root, verified);
  const words = newer && newerInWords(newer);
  return words === undefined ? [] : [paragraph(text(`Verified against ${shortRelease(verified)}. ${words}`))];
}

function verificationBlocks(verification: Verification, recordings: readonly Recording[]): BlockContent[] {
  const { release, protocol, date, program, runtime, checks, pages, differs, notRun } = verification;
  const short = shortRelease(release);
  return [
    heading(3, `release-${release.replaceAll('.', '-')}`, text(`${short}, protocol ${protocol}`)),
    paragraph(
      text(
        `Verified on ${date}, with the program run ${program === 'source' ? 'from its source' : 'as a binary'} on ${runtimeName(runtime)}. `,
      ),
      text(pages.length === 0 ? 'No procedure page was carried out.' : carriedOut(pages.length)),
      text(recordingsByRuntime(recordings)),
    ),
    table(['Check', 'Agrees', 'Differs', 'Not run', 'Share that agrees'], checks.map(checkRow)),
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
          fold(
            [text('What was not run, and why')],
            [
              table(
                ['Check', 'Reason', 'Statements'],
                notRun.map(({ check, reason, subjects }) => ({
                  cells: [[text(check)], [text(reason)], [text(String(subjects.length))]],
                })),
              ),
            ],
          ),
        ]),
  ];
}

/** How many recordings of a release were made on which runtime, most first. */
export function recordingsByRuntime(recordings: readonly Pick<Recording, 'runtime'>[]): string {
  const counts = new Map<string, number>();
  recordings.forEach(({ runtime }) => counts.set(runtime, (counts.get(runtime) ?? 0) + 1));
  const words = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([runtime, count]) => `${count} on ${runtimeName(runtime)}`);
  return words.length === 0 ? '' : ` Recordings of this release: ${words.join(', ')}.`;
}

/** `Deno 2.8.3` for `deno 2.8.3`. */
function runtimeName(runtime: string): string {
  return runtime.replace(/^deno/, 'Deno');
}

function carriedOut(count: number): string {
  return `The steps of ${count} ${count === 1 ? 'page were' : 'pages were'} carried out.`;
}

function checkRow({ check, agrees, differs, notRun }: Verification['checks'][number]): Row {
  const share = agrees / Math.max(1, agrees + differs + notRun);
  return {
    cells: [
      [text(check)],
      [text(String(agrees))],
      [text(String(differs))],
      [text(String(notRun))],
      [text(`${Math.floor(100 * share)} % `), ...bar({ from: 0, to: share })],
    ],
  };
}
