import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { collectDiagrams } from '../src/tools/diagrams/collect-diagrams.ts';
import type { CollectedDiagram } from '../src/tools/diagrams/collect-diagrams.ts';
import {
  DRAWINGS_FOLDER,
  committedDrawings,
  drawingFiles,
  drawingName,
  readDrawing,
} from '../src/tools/diagrams/drawing.ts';
import { loadAllProtocolSpecs } from '../src/facts/load.ts';
import { loadReleases } from '../src/facts/releases.ts';
import { lifecycleFactsOf } from '../src/tools/lifecycle/facts.ts';
import { playedDiagrams } from '../src/tools/lifecycle/played-machines.ts';
import { Drafter } from './diagrams/draw.ts';
import { projectRoot } from './lib/project-root.ts';
import { main } from './lib/run.ts';

/** Draws what is missing or broken, and deletes pictures that no page uses. `--all` draws everything anew. */
export async function drawAll(root: string, everything: boolean): Promise<number> {
  const wanted = new Map<string, WantedDiagram>();
  for (const protocol of loadReleases(root).protocols) {
    for (const diagram of collectDiagrams(root, protocol)) {
      wanted.set(drawingName(diagram.source), diagram);
    }
  }
  for (const diagram of diagramsOfStories(root)) {
    wanted.set(drawingName(diagram.source), diagram);
  }
  const unused = [...committedDrawings(root)].filter((name) => !wanted.has(name));
  for (const name of unused) {
    const files = drawingFiles(root, name);
    rmSync(files.svg, { force: true });
    rmSync(files.words, { force: true });
  }
  const missing = [...wanted].filter(([, { source }]) => everything || !isReadable(root, source));
  const mistakes = missing.length === 0 ? [] : await draw(root, missing);
  console.log(
    `${wanted.size} diagrams: ${missing.length - mistakes.length} drawn, ${unused.length} deleted, ${wanted.size - missing.length} unchanged`,
  );
  mistakes.forEach((mistake) => console.error(mistake));
  return mistakes.length === 0 ? 0 : 1;
}

type WantedDiagram = Pick<CollectedDiagram, 'source' | 'where'>;

/** What stands beside the stories of the lifecycle player, at each of their releases. A protocol without states tells none. */
export function diagramsOfStories(root: string): WantedDiagram[] {
  return loadAllProtocolSpecs(root)
    .filter(({ stateMachines }) => ['enrollment-token', 'worker'].every((machine) => stateMachines.has(machine)))
    .map(lifecycleFactsOf)
    .flatMap((facts) =>
      playedDiagrams(facts).map(({ machine, release, source }) => ({
        source,
        where: `${machine} of ${facts.label} at ${release}`,
      })),
    );
}

async function draw(root: string, diagrams: readonly (readonly [string, WantedDiagram])[]): Promise<string[]> {
  mkdirSync(path.join(root, DRAWINGS_FOLDER), { recursive: true });
  const mistakes: string[] = [];
  const drafter = await Drafter.start(projectRoot);
  try {
    for (const [name, { source, where }] of diagrams) {
      try {
        const { svg, words } = await drafter.draw(source);
        const files = drawingFiles(root, name);
        writeFileSync(files.svg, svg);
        writeFileSync(files.words, `${JSON.stringify(words, null, 2)}\n`);
      } catch (error) {
        mistakes.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await drafter.stop();
  }
  return mistakes;
}

function isReadable(root: string, source: string): boolean {
  try {
    readDrawing(root, source);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === import.meta.filename) {
  await main(() => drawAll(projectRoot, process.argv.includes('--all')));
}
