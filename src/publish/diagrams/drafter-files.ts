import path from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { standaloneStyle } from '../../tools/diagrams/standalone-style.ts';

/** Where the files are published. */
const FOLDER = 'assets/drafter';

/** What the workbench loads to draw. */
export interface DrafterFiles {
  /** Address of the file that loads the others. */
  readonly entry: string;
  /** Text by address; addresses have no slash at their start. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The parts of Mermaid that draw what the site draws. The others, and what sets formulas, are left
 * out: a page that shows three kinds of diagrams does not publish thirty.
 */
const DRAWN = /\/(?:flowDiagram|sequenceDiagram|stateDiagram|dagre|render)-[\w-]+\.mjs$/;

/**
 * Bundles `src/tools/diagrams/drafting/` with Mermaid into files of their own: as a part of the
 * application their names would stand in the table of scripts that every page loads.
 *
 * @param root - the project's folder.
 */
export async function drafterFiles(root: string): Promise<DrafterFiles> {
  const { outputFiles } = await build({
    entryPoints: { drafter: path.join(root, 'src', 'tools', 'diagrams', 'drafting', 'drafter.ts') },
    outdir: path.join(root, FOLDER),
    absWorkingDir: root,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { DRAWING_STYLE: JSON.stringify(standaloneStyle(root)) },
    plugins: [onlyWhatIsDrawn],
    write: false,
  });
  const files = new Map(
    outputFiles.map((file) => [path.relative(root, file.path).split(path.sep).join('/'), file.text] as const),
  );
  const entry = [...files.keys()].find((file) => path.basename(file).startsWith('drafter-'));
  if (entry === undefined) {
    throw new Error(`The drafter was bundled into ${[...files.keys()].join(', ')}, of which none begins with drafter-`);
  }
  return { entry, files };
}

const onlyWhatIsDrawn: Plugin = {
  name: 'only-what-is-drawn',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ kind, path: asked, importer }) =>
      kind === 'dynamic-import' && /[\\/](?:mermaid|layout-elk)[\\/]/.test(importer) && !DRAWN.test(asked)
        ? { path: 'left-out', namespace: 'left-out' }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({
      contents: `throw new Error('The site does not draw this.'); export {};`,
    }));
  },
};
