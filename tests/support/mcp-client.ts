import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createMcpServer } from '../../scripts/lib/mcp/server.ts';
import type { Sources } from '../../scripts/lib/mcp/sources.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';

/** A tool that does not answer within this hangs; it has to read all facts, beside other tests. */
const LONGEST_WAIT_MS = 120_000;

/** What a tool answered. */
export interface Answered {
  readonly text: string;
  readonly isError: boolean;
}

/** A client that is connected to the server of the reference. */
export interface McpCaller {
  readonly client: Client;
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts the server as a client does, as a process of its own. */
export async function startMcp(): Promise<McpCaller> {
  return connected(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', path.join(projectRoot, 'scripts', 'mcp.ts')],
      cwd: projectRoot,
      stderr: 'pipe',
    }),
  );
}

/** Connects to a server of other sources, in this process. */
export async function mcpOf(sources: Sources): Promise<McpCaller> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createMcpServer(sources).connect(theirs);
  return connected(ours);
}

async function connected(transport: StdioClientTransport | InMemoryTransport): Promise<McpCaller> {
  const client = new Client({ name: 'tests', version: '1.0.0' });
  await client.connect(transport, { timeout: LONGEST_WAIT_MS });
  return {
    client,
    call: async (name, args) => {
      const { content, isError } = await client.callTool({ name, arguments: args }, undefined, {
        timeout: LONGEST_WAIT_MS,
      });
      const [first] = content as { type: string; text: string }[];
      return { text: first!.text, isError: isError === true };
    },
    close: () => client.close(),
  };
}
