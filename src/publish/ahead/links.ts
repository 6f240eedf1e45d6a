/**
 * Links of a page to scripts that its tool needs for the first answer. A browser fetches them when it has nothing else
 * to do, so that they are there once the tool asks; a device that saves data leaves them.
 *
 * @param html - the page.
 * @param scripts - addresses of the scripts.
 * @throws Error when the page has no end of its head to put them before.
 */
export function withLinksAhead(html: string, scripts: readonly string[]): string {
  const end = html.indexOf('</head>');
  if (end === -1) {
    throw new Error('has no </head>');
  }
  const links = scripts.map((script) => `<link rel=prefetch as=script href=${script}>`).join('');
  return html.slice(0, end) + links + html.slice(end);
}

/**
 * The file of each chunk.
 *
 * @param files - names of built scripts, each a chunk's name and a hash: `plan-worker.1a2b3c.js`.
 * @throws Error when a chunk has no file, or several.
 */
export function filesOfChunks(chunks: readonly string[], files: readonly string[]): string[] {
  return chunks.map((chunk) => {
    const found = files.filter(
      (file) => file.startsWith(`${chunk}.`) && /^\.[0-9a-f]+\.js$/.test(file.slice(chunk.length)),
    );
    if (found.length !== 1) {
      throw new Error(`there should be one script of the chunk '${chunk}', and there are ${found.length}`);
    }
    return found[0]!;
  });
}
