import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
  /** The protocol that its worker names when it asks to be admitted; it hangs up without a word when absent. */
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
  writeFileSync(settingsFile, JSON.stringify({ runtime, speaks, recordings, replace, misbehave }));
  const answers = path.join(folder, 'answers');
  mkdirSync(answers);
  for (const [command, text] of answersOf(version, help, replace)) {
    // What misbehaves is for the program.
    if (!misbehave.some(([pattern]) => new RegExp(pattern).test(`swamp ${command}`))) {
      writeFileSync(path.join(answers, command), text);
    }
  }
  const executable = path.join(folder, 'swamp');
  // A shell that prints a file starts in a fraction of the time that Node takes, and most questions need no more.
  writeFileSync(
    executable,
    `#!/bin/sh\n[ -f '${answers}'/"$*" ] && exec cat '${answers}'/"$*"\nSTAND_IN_SETTINGS='${settingsFile}' exec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  );
  chmodSync(executable, 0o755);
  return { folder, path: executable, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What it prints when it is asked for its version or for a help page. */
function answersOf(
  version: string,
  help: Readonly<Record<string, string>>,
  replace: NonNullable<StandInSettings['replace']>,
): [command: string, text: string][] {
  const pages = Object.entries(help).map(([name, page]): [string, string] => {
    const command = `${name} --help`;
    const changes = replace.filter(([pattern]) => new RegExp(pattern).test(`swamp ${command}`));
    return [command, changes.reduce((text, [, from, to]) => text.replaceAll(from, to), page)];
  });
  return [['--version', `${version}\n`], ...pages];
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
