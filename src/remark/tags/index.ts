import type { Tag } from '../tag.ts';
import { exitCodesTag } from './exit-codes.ts';
import { flagsTag, globalFlagsTag } from './flags.ts';
import { messagesTag, messageTag, messageTextTag } from './messages.ts';
import { outputTag } from './output.ts';
import { recordedWithTag, recordingTag } from './recording.ts';
import {
  environmentDenylistTag,
  environmentVariablesTag,
  modelFieldsTag,
  modelMethodsTag,
  placementFieldsTag,
  timingsTag,
  timingTag,
} from './reference-tables.ts';
import { protocolNumberTag, releaseTag } from './releases.ts';
import { restartTableTag } from './restart-table.ts';
import { statesTag } from './states.ts';
import { synopsisTag } from './synopsis.ts';

/** Every tag that a page may use, by name. */
export const tags: Readonly<Record<string, Tag>> = {
  EnvironmentDenylist: environmentDenylistTag,
  EnvironmentVariables: environmentVariablesTag,
  ExitCodes: exitCodesTag,
  Flags: flagsTag,
  GlobalFlags: globalFlagsTag,
  Message: messageTag,
  Messages: messagesTag,
  MessageText: messageTextTag,
  ModelFields: modelFieldsTag,
  ModelMethods: modelMethodsTag,
  Output: outputTag,
  PlacementFields: placementFieldsTag,
  ProtocolNumber: protocolNumberTag,
  RecordedWith: recordedWithTag,
  Recording: recordingTag,
  Release: releaseTag,
  RestartTable: restartTableTag,
  States: statesTag,
  Synopsis: synopsisTag,
  Timing: timingTag,
  Timings: timingsTag,
};
