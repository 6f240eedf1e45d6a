import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { askedRelease } from '../reading-address.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { useReading } from './useReading.ts';

/** Without its file the page stays as the first script has shown it. */
const ReadingWords = lazy(() =>
  import(/* webpackChunkName: "reading-words" */ './ReadingWords.tsx').catch(() => ({ default: () => null })),
);

/**
 * Tells at the foot of the window for which release a page of the docs is shown, what that hides, and
 * how to leave it. It stays in view, and takes no room from the page.
 */
export function ReadingLine(): ReactNode {
  const reading = useReading();
  const asked = askedRelease(useQuery());
  const isNeeded = reading !== undefined || asked.kind === 'broken';
  // Once there it stays: who leaves a release wants its marks taken off the page.
  const [isLoaded, setLoaded] = useState(false);
  if (isNeeded && !isLoaded) {
    setLoaded(true);
  }
  return (
    <div className="reading-line" role="status">
      {isLoaded && (
        <Suspense fallback={null}>
          <ReadingWords />
        </Suspense>
      )}
    </div>
  );
}
