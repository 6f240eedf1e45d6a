import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { specOf } from './facts.ts';
import { helpPages } from './help-pages.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = path.join(PROJECT, 'tests', 'fixtures', 'stand-in-swamp.mjs');

/** What the stand-in does; see the head of `tests/fixtures/stand-in-swamp.mjs`. */
export interface StandInSettings {
  readonly version?: string;
  /** What its worker calls itself when it opens a socket; it opens none with `null`. */
  readonly runtime?: string | null;
  /** The protocol that its worker names when it asks to be admitted; none when absent. */
  readonly speaks?: number;
  /** Its help pages by command; those of the verified release when absent. */
  readonly help?: Readonly<Record<string, string>>;
  /** Protocol whose recordings it replays. */
  readonly protocol?: number;
  readonly replace?: readonly (readonly [command: string, text: string, replacement: string])[];
  readonly misbehave?: readonly (readonly [command: string, way: 'hang' | 'crash' | 'ask' | 'flood' | 'orphan'])[];
}

/** An executable that stands for `swamp`, in a folder of its own. */
export interface StandIn {
  readonly folder: string;
  readonly path: string;
  remove(): void;
}

/** Makes an executable that replays recordings as the settings say. */
export function makeStandIn(settings: StandInSettings = {}): StandIn {
  const { version = 'swamp 20260822.011157.0-sha.06b61472', runtime = 'Deno/2.8.3', protocol = 4 } = settings;
  const { replace = [], misbehave = [], speaks, help = helpOf(protocol) } = settings;
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'stand-in-')));
  const settingsFile = path.join(folder, 'settings.json');
  const recordings = path.join(PROJECT, 'recordings', `protocol-${protocol}`);
  writeFileSync(settingsFile, JSON.stringify({ version, runtime, speaks, recordings, help, replace, misbehave }));
  const executable = path.join(folder, 'swamp');
  writeFileSync(
    executable,
    `#!/bin/sh\nSTAND_IN_SETTINGS='${settingsFile}' exec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  );
  chmodSync(executable, 0o755);
  return { folder, path: executable, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const helpByProtocol = new Map<number, Readonly<Record<string, string>>>();

function helpOf(protocol: number): Readonly<Record<string, string>> {
  const known = helpByProtocol.get(protocol);
  if (known !== undefined) {
    return known;
  }
  const spec = specOf(protocol);
  const made = Object.fromEntries(helpPages(spec, spec.protocol.verified));
  helpByProtocol.set(protocol, made);
  return made;
}
