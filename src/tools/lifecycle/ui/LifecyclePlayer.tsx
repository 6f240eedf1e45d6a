import facts from '@generated/publish-spec/default/lifecycle.json';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { factsAt } from '../facts.ts';
import { presentStates } from '../played-machines.ts';
import { queryOfStory, storyFromQuery, tell } from '../story-link.ts';
import type { PlayedStory } from '../story-link.ts';
import { EMPTY_WORLD } from '../world.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { EraChoice } from './EraChoice.tsx';
import { StatePicture } from './StatePicture.tsx';
import { StoryList } from './StoryList.tsx';
import { WorldTable } from './WorldTable.tsx';

/** Lets the reader play what happens to a token and its workers. */
export function LifecyclePlayer(): ReactNode {
  const query = useQuery();
  const [told, setTold] = useState<PlayedStory>();
  const story = useMemo(() => told ?? storyFromQuery(query, facts), [told, query]);
  const show = (next: PlayedStory): void => {
    setTold(next);
    // Not the router's: nothing is to be loaded or scrolled.
    window.history.replaceState(window.history.state, '', queryOfStory(next));
  };
  const done = story.steps.map(({ action }) => action);
  const world = story.steps.at(-1)?.after ?? EMPTY_WORLD;
  const present = presentStates(story.steps);
  return (
    <div className="lifecycle needs-script">
      <div className="lifecycle__controls">
        <EraChoice
          all={facts}
          facts={story.facts.facts}
          release={story.facts.release}
          onChange={(chosen, release) => show(tell(factsAt(chosen, release), done))}
        />
        <ActionButtons
          world={world}
          facts={story.facts}
          onAction={(action) => show(tell(story.facts, [...done, action]))}
        />
        <p className="lifecycle__again">
          <button type="button" disabled={done.length === 0} onClick={() => show(tell(story.facts, done.slice(0, -1)))}>
            Take back
          </button>{' '}
          <button type="button" disabled={done.length === 0} onClick={() => show(tell(story.facts, []))}>
            Begin anew
          </button>
        </p>
      </div>
      <div>
        <WorldTable world={world} facts={story.facts} />
        <div className="lifecycle__pictures">
          <StatePicture machine="token" title="The token" state={present.token} facts={story.facts} />
          <StatePicture
            machine="worker"
            title="The first machine’s worker"
            state={present.worker}
            facts={story.facts}
          />
        </div>
        <StoryList story={story} />
      </div>
    </div>
  );
}
