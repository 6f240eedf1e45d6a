import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { suggestName } from '../../facts/nearest.ts';
import { code } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** Languages of files whose ending does not tell; the others are of the language that their ending names. */
const LANGUAGES: Readonly<Record<string, string>> = {
  Containerfile: 'docker',
  Caddyfile: 'text',
  'nginx.conf': 'nginx',
};

const LANGUAGES_BY_ENDING: Readonly<Record<string, string>> = {
  '.conf': 'systemd',
  '.container': 'systemd',
  '.env': 'ini',
  '.plist': 'xml',
  '.service': 'systemd',
  '.sh': 'bash',
  '.yaml': 'yaml',
};

/**
 * `<File path="files/worker-job.yaml" />`: a file that lies beside the page, with its name as title,
 * so that the file which is tested is the one that is shown.
 */
export const fileTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ path: z.string(), title: z.string().optional() }),
  expand: ({ path: wanted, title }, { pageFile }) => {
    const content = readBeside(path.dirname(pageFile), wanted);
    return [code(languageOf(wanted), content.trimEnd(), `title="${title ?? path.basename(wanted)}"`)];
  },
});

function readBeside(folder: string, wanted: string): string {
  const file = path.join(folder, wanted);
  if (!existsSync(file)) {
    const sought = path.dirname(wanted);
    const siblings = filesIn(path.join(folder, sought)).map((name) => path.posix.join(sought, name));
    throw new Error(`There is no file '${wanted}' beside the page. ${suggestName(wanted, siblings)}`);
  }
  return readFileSync(file, 'utf8');
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function languageOf(file: string): string {
  return LANGUAGES[path.basename(file)] ?? LANGUAGES_BY_ENDING[path.extname(file)] ?? 'text';
}
