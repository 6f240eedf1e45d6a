import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Kinds of files that are text; the others are compressed already. */
const TEXT = /\.(?:html|js|css|json|map|md|xml|svg|txt)$/;

/** Below this size, in bytes, a file fits one packet either way. */
const SMALLEST = 860;

/** Above this size, in bytes, brotli's strongest setting takes seconds to win a percent or two. */
const LARGE = 100_000;

/** As many files at once as Node has threads for compression. */
const AT_ONCE = 4;

/**
 * Writes a `.br` and a `.gz` beside each text file for which they are smaller.
 *
 * @param files - paths relative to the folder.
 * @returns how many files were compressed.
 */
export async function precompress(folder: string, files: readonly string[]): Promise<number> {
  const left = files.filter((file) => TEXT.test(file));
  let compressed = 0;
  const work = async (): Promise<void> => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) {
      // In two steps: the others count on while this one waits.
      const smaller = await compressFile(path.join(folder, file));
      compressed += smaller ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return compressed;
}

async function compressFile(file: string): Promise<boolean> {
  const content = await readFile(file);
  if (content.length < SMALLEST) {
    return false;
  }
  const [br, gz] = await Promise.all([
    brotli(content, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: content.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    zip(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  const smaller = [
    { file: `${file}.br`, data: br },
    { file: `${file}.gz`, data: gz },
  ].filter(({ data }) => data.length < content.length);
  await Promise.all(smaller.map((copy) => writeFile(copy.file, copy.data)));
  return smaller.length > 0;
}
