import { markReadHeading } from '../../ui/native/contents.ts';
import { appRuns } from './app.ts';

markReadHeading(appRuns);
