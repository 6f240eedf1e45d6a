import * as z from 'zod';
import { atRelease } from '../../facts/at-release.ts';
import { bar } from '../bar.ts';
import { lookupItem } from '../lookup.ts';
import { prose, table } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** The scale of all bars: from one second, a line of the same length for each ten times as long. */
const LONGEST = { seconds: 8 * 60 * 60, words: '8 hours' };

const SECONDS: Readonly<Record<string, number>> = { s: 1, minute: 60, hour: 3600 };

/**
 * `<TimeScale ids="grace-window queue-timeout" />`: some times as bars on one scale, shortest first, as they are at the newest verified release.
 */
export const timeScaleTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ ids: z.string() }),
  expand: ({ ids }, { spec }) => {
    const held = atRelease(spec.timings.value, spec.protocol.verified);
    const timings = ids.split(/\s+/).map((id) => {
      const timing = lookupItem(held, 'timing', id, spec);
      return { ...timing, seconds: secondsOf(timing.value, id) };
    });
    return [
      table(
        ['What', 'After', `From 1 s to ${LONGEST.words}`],
        timings
          .sort((a, b) => a.seconds - b.seconds)
          .map(({ name, value, seconds }) => ({
            cells: [prose(name), prose(value), bar({ from: 0, to: Math.log(seconds) / Math.log(LONGEST.seconds) })],
          })),
      ),
    ];
  },
});

/** `up to 10 minutes 30 s` in seconds. */
function secondsOf(value: string, id: string): number {
  const parts = [...value.matchAll(/(\d+) (s|minute|hour)/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
  if (seconds < 1 || seconds > LONGEST.seconds) {
    throw new Error(`'${value}' of the timing '${id}' is no time from 1 s to ${LONGEST.words}, so no bar can show it`);
  }
  return seconds;
}
