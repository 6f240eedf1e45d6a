import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { explainTool } from './explain-tool.ts';
import { matchTool } from './match-tool.ts';
import { pageTool } from './page-tool.ts';
import { searchTool } from './search-tool.ts';
import type { Sources } from './sources.ts';

const INSTRUCTIONS = [
  'The reference for swamp remote execution, one version for each protocol. First find out the release of the installation',
  '(`swamp --version`) and give it, or its protocol, to every tool: pages of another protocol are wrong for it.',
  'Search, then read the page that fits. Give lines that swamp printed to explain.',
].join(' ');

const protocol = z
  .union([z.string(), z.number()])
  .optional()
  .describe('Number of the protocol, such as 4. Without it and without a release: the newest.');
const release = z
  .string()
  .optional()
  .describe('Release of the installation, as `swamp --version` prints it; its protocol is then used.');

/** The four tools of the reference, for any transport. */
export function createMcpServer(sources: Sources): McpServer {
  const server = new McpServer({ name: 'swamp-remote-execution', version: '1.0.0' }, { instructions: INSTRUCTIONS });
  const annotations = { readOnlyHint: true, openWorldHint: false };
  server.registerTool(
    'search',
    {
      title: 'Search the reference',
      description: 'Finds pages, flags, fields, messages and releases, best first, each with its address.',
      inputSchema: {
        query: z.string().describe('Words, a name such as --cache-dir, a message, or a release.'),
        protocol,
        release,
        limit: z.number().int().min(1).max(30).default(10).describe('Results at most.'),
      },
      annotations,
    },
    async (asked) => answer(await searchTool(sources, asked)),
  );
  server.registerTool(
    'page',
    {
      title: 'Read a page',
      description: 'Gives a page of the reference as Markdown; with #anchor only that section.',
      inputSchema: {
        page: z.string().describe('Address or path: /protocol-4/operators/tokens#machine-binding, operators/tokens.'),
        protocol,
        release,
      },
      annotations,
    },
    async (asked) => answer(await pageTool(sources, asked)),
  );
  server.registerTool(
    'explain',
    {
      title: 'Explain a log',
      description: 'Finds the messages of swamp in a log or an error, and says what each means and what to do.',
      inputSchema: { text: z.string().describe('Lines that swamp printed, in any wrapping.'), protocol, release },
      annotations,
    },
    (asked) => answer(explainTool(sources, asked)),
  );
  server.registerTool(
    'match',
    {
      title: 'Match two releases',
      description: 'Says whether an orchestrator and a worker work together, and what to upgrade when they do not.',
      inputSchema: {
        orchestrator: z.string().describe('Release of the orchestrator, as its `swamp --version` prints it.'),
        worker: z.string().describe('Release of the worker, as its `swamp --version` prints it.'),
      },
      annotations,
    },
    (asked) => answer(matchTool(sources, asked)),
  );
  return server;
}

function answer(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
