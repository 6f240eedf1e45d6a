import type { Tag } from '../tag.ts';
import { allDifferencesTag } from './all-differences.ts';
import { allExitCodesTag } from './all-exit-codes.ts';
import { breakingChangesTag } from './breaking-changes.ts';
import { changeIndexTag, changesTag } from './changes.ts';
import { compatibilityExamplesTag, compatibilityMatrixTag, refusedPairsTag } from './compatibility.ts';
import { entriesOfTag } from './entries-of.ts';
import { exitCodesTag } from './exit-codes.ts';
import { fileTag } from './file.ts';
import { flagsTag, globalFlagsTag } from './flags.ts';
import { messageIndexTag, messagesOfTag, messagesTag, messageTag, messageTextTag } from './messages.ts';
import { modelRecordTag } from './model-record.ts';
import { outputSchemasTag, outputSchemaTag } from './output-schemas.ts';
import { outputTag } from './output.ts';
import { packsTag, skillsTag } from './packs.ts';
import { pagesElsewhereTag } from './pages-elsewhere.ts';
import { planLinkTag } from './plan-link.ts';
import { planTableTag } from './plan-table.ts';
import { protocolsTag } from './protocols.ts';
import { recordedFileTag, recordedWithTag, recordingTag } from './recording.ts';
import {
  environmentDenylistTag,
  environmentVariablesTag,
  modelFieldsTag,
  modelMethodsTag,
  placementFieldsTag,
  timingLinksTag,
  timingsTag,
  timingTag,
} from './reference-tables.ts';
import { protocolNumberTag, releaseTag } from './releases.ts';
import { repairedDefectsTag } from './repaired.ts';
import { restartTableTag } from './restart-table.ts';
import { rulesTag, ruleTag } from './rules.ts';
import { stateEntriesTag } from './state-entries.ts';
import { statesTag } from './states.ts';
import { synopsisTag } from './synopsis.ts';
import { timeScaleTag } from './time-scale.ts';
import { lookTag, transcriptTag } from './transcript.ts';
import { upgradePathsTag } from './upgrade-paths.ts';
import { verificationsTag } from './verifications.ts';
import { waysInTag } from './ways-in.ts';
import { wireTag } from './wire.ts';
import { workflowSchemaTag } from './workflow-schema.ts';

/** Every tag that a page may use, by name. */
export const tags: Readonly<Record<string, Tag>> = {
  AllDifferences: allDifferencesTag,
  AllExitCodes: allExitCodesTag,
  BreakingChanges: breakingChangesTag,
  ChangeIndex: changeIndexTag,
  Changes: changesTag,
  CompatibilityExamples: compatibilityExamplesTag,
  CompatibilityMatrix: compatibilityMatrixTag,
  EntriesOf: entriesOfTag,
  EnvironmentDenylist: environmentDenylistTag,
  EnvironmentVariables: environmentVariablesTag,
  ExitCodes: exitCodesTag,
  File: fileTag,
  Flags: flagsTag,
  GlobalFlags: globalFlagsTag,
  Look: lookTag,
  Message: messageTag,
  MessageIndex: messageIndexTag,
  Messages: messagesTag,
  MessagesOf: messagesOfTag,
  MessageText: messageTextTag,
  ModelFields: modelFieldsTag,
  ModelMethods: modelMethodsTag,
  ModelRecord: modelRecordTag,
  Output: outputTag,
  OutputSchema: outputSchemaTag,
  OutputSchemas: outputSchemasTag,
  Packs: packsTag,
  PagesElsewhere: pagesElsewhereTag,
  PlacementFields: placementFieldsTag,
  PlanLink: planLinkTag,
  PlanTable: planTableTag,
  ProtocolNumber: protocolNumberTag,
  Protocols: protocolsTag,
  RecordedFile: recordedFileTag,
  RecordedWith: recordedWithTag,
  Recording: recordingTag,
  RefusedPairs: refusedPairsTag,
  Release: releaseTag,
  RepairedDefects: repairedDefectsTag,
  RestartTable: restartTableTag,
  Rule: ruleTag,
  Rules: rulesTag,
  Skills: skillsTag,
  StateEntries: stateEntriesTag,
  States: statesTag,
  Synopsis: synopsisTag,
  TimeScale: timeScaleTag,
  Timing: timingTag,
  TimingLinks: timingLinksTag,
  Timings: timingsTag,
  Transcript: transcriptTag,
  UpgradePaths: upgradePathsTag,
  Verifications: verificationsTag,
  WaysIn: waysInTag,
  Wire: wireTag,
  WorkflowSchema: workflowSchemaTag,
};
