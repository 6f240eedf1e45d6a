import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { filesOfChunks, withLinksAhead } from './links.ts';

const SCRIPTS = 'assets/js';

/** What a tool asks for when it is used for the first time, by the page of the tool: names of chunks. */
const ASKED_FIRST: Readonly<Record<string, readonly string[]>> = {
  explain: ['explain-messages', 'explain-matcher', 'explain-beside', 'explain-worker'],
  plan: ['plan-beside', 'plan-worker'],
};

/**
 * Lets the pages of tools fetch ahead what their first answer needs. On a slow line the tool would ask for one after
 * the other, and each way there and back takes half a second.
 */
export default function fetchAhead({ baseUrl }: LoadContext): Plugin {
  return {
    name: 'fetch-ahead',
    postBuild: async ({ outDir }) => {
      const files = readdirSync(path.join(outDir, SCRIPTS));
      for (const [page, chunks] of Object.entries(ASKED_FIRST)) {
        const file = path.join(outDir, `${page}.html`);
        try {
          const scripts = filesOfChunks(chunks, files).map((name) => `${baseUrl}${SCRIPTS}/${name}`);
          await writeFile(file, withLinksAhead(await readFile(file, 'utf8'), scripts));
        } catch (error) {
          throw new Error(`src/publish/ahead/index.ts: ${page}.html: ${(error as Error).message}`, { cause: error });
        }
      }
    },
  };
}
