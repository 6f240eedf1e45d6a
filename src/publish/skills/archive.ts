import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { SkillFiles } from './skill-files.ts';

const compress = promisify(gzip);

/**
 * A folder as an archive (`.tar.gz`). The same files give the same bytes: nothing of the machine or of
 * the time is in it.
 *
 * @param folder - name of the folder in which the files stand.
 */
export async function archiveOf(folder: string, files: SkillFiles): Promise<Uint8Array> {
  const mtime = new Date(0);
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const body = Buffer.from(text);
      return { header: { name: `${folder}/${name}`, size: body.length, mode: 0o644, mtime }, body };
    });
  return compress(await packTar(entries), { level: constants.Z_BEST_COMPRESSION });
}
