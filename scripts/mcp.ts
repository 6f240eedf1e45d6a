import path from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { LARGEST_INPUT } from '../src/tools/explain/decode.ts';
import { createMcpServer } from './lib/mcp/server.ts';
import { projectRoot } from './lib/project-root.ts';
import { main } from './lib/run.ts';

const USAGE = `Usage: npm run -s mcp

Serves the reference to an agent by the Model Context Protocol, over standard input and output. Tools: search and page
(from the built site in build/: run npm run build first), explain and match (from the facts in spec/).
A client starts it with: npm --prefix <this folder> run -s mcp`;

/** A log travels as JSON, in which every line end and quote takes a sign more. */
const LARGEST_REQUEST = 2 * LARGEST_INPUT;

await main(async () => {
  const [option] = process.argv.slice(2);
  if (option !== undefined) {
    const isHelp = option === '--help' || option === '-h';
    (isHelp ? process.stdout : process.stderr).write(`${isHelp ? '' : `Unknown option '${option}'.\n\n`}${USAGE}\n`);
    return isHelp ? 0 : 2;
  }
  const server = createMcpServer({ root: projectRoot, build: path.join(projectRoot, 'build') });
  // What cannot be read has nobody to answer to; standard output is the client's.
  server.server.onerror = (error) => process.stderr.write(`${error.message}\n`);
  await server.connect(new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LARGEST_REQUEST }));
  return 0;
});
