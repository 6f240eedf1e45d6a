import type { Mermaid } from 'mermaid';
import type { DiagramContent } from './outline.ts';

/** What Mermaid's parser read from a diagram. Title and description may be missing. */
export interface ReadDiagram {
  readonly title: string;
  readonly description: string;
  readonly content: DiagramContent;
}

/**
 * Reads what a diagram says. Runs in a browser, also as text that was sent there, so it may use
 * nothing from outside its own body.
 *
 * @throws what Mermaid throws about a mistake, or an Error about a kind of diagram that is not supported.
 */
export async function readDiagram({
  mermaid,
  source,
}: {
  readonly mermaid: Mermaid;
  readonly source: string;
}): Promise<ReadDiagram> {
  const { type, db } = (await mermaid.mermaidAPI.getDiagramFromText(source)) as unknown as {
    type: string;
    db: {
      getAccTitle(): string;
      getAccDescription(): string;
      getMessages?(): { type: number; from?: string; to?: string; message?: unknown }[];
      getActors?(): Map<string, { name: string; description: string }>;
      LINETYPE?: Record<string, number>;
      getData?(): { nodes: never[]; edges: never[] };
    };
  };
  const words = { title: db.getAccTitle(), description: db.getAccDescription() };
  if (db.getMessages !== undefined) {
    const actors = Object.fromEntries([...db.getActors!().values()].map((actor) => [actor.name, actor.description]));
    const messages = db.getMessages().map((message) => ({
      ...{ type: message.type, from: message.from, to: message.to, message: message.message },
    }));
    return { ...words, content: { kind: 'sequence', actors, messages, types: db.LINETYPE! } };
  }
  if (db.getData === undefined) {
    throw new Error(`diagrams of the type ${type} are not supported; use a sequence diagram, a flowchart or states`);
  }
  const graph = db.getData() as { nodes: Record<string, never>[]; edges: Record<string, never>[] };
  const pick = (entry: Record<string, never>, keys: string[]): object =>
    Object.fromEntries(keys.map((key) => [key, entry[key]]));
  return {
    ...words,
    content: {
      kind: type.startsWith('state') ? 'states' : 'flowchart',
      nodes: graph.nodes.map((node) => pick(node, ['id', 'label', 'shape', 'isGroup', 'parentId'])),
      edges: graph.edges.map((edge) => pick(edge, ['start', 'end', 'label', 'arrowTypeStart', 'arrowTypeEnd'])),
    } as DiagramContent,
  };
}
