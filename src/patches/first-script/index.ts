import { followSystem } from './follow-system.ts';
import { keepReadingLine } from './keep-reading-line.ts';
import { startWhenNeeded } from './start-when-needed.ts';

// The only script that runs before the page is drawn, so it must stay small.
keepReadingLine();
startWhenNeeded();
followSystem();
