import { atRelease } from '../../facts/at-release.ts';
import { readDrawing } from '../../tools/diagrams/drawing.ts';
import type { LifecycleFacts } from '../../tools/lifecycle/facts.ts';
import { playedDiagrams, playedMachine } from '../../tools/lifecycle/played-machines.ts';
import { markStates, pictureKey } from '../../tools/lifecycle/state-picture.ts';
import type { StatePictures } from '../../tools/lifecycle/state-picture.ts';

/**
 * The pictures of what is played, each once, with their states marked.
 *
 * @param root - the project's folder.
 * @throws Error when a picture is missing or shows other states.
 */
export function statePictures(played: readonly LifecycleFacts[], root: string): StatePictures {
  const positions = new Map<string, number>();
  const of: Record<string, number> = {};
  for (const facts of played) {
    for (const { machine, release, source } of playedDiagrams(facts)) {
      const states = atRelease(playedMachine(facts, machine).states, release).map(({ name }) => name);
      const picture = markStates(readDrawing(root, source).svg, machine, states);
      const position = positions.get(picture) ?? positions.size;
      positions.set(picture, position);
      of[pictureKey(facts.protocol, machine, release)] = position;
    }
  }
  return { pictures: [...positions.keys()], of };
}
