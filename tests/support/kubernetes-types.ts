import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/lib/project-root.ts';

/** As much of a manifest as tells its type. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * Holds manifests against the types of the Kubernetes API, as literals that TypeScript checks: an
 * unknown key, a missing one and a value of a wrong type are faults.
 *
 * @returns for each manifest one line for each fault.
 */
export function faultsOfManifests(manifests: readonly Manifest[]): string[][] {
  // Two lines for each manifest, so that the line of a fault tells the manifest.
  const source = manifests
    .map(
      (manifest, index) =>
        `import type { ${manifest.kind} as Type${index} } from 'kubernetes-types/${manifest.apiVersion}';\n` +
        `export const manifest${index}: Type${index} = ${JSON.stringify(manifest)};\n`,
    )
    .join('');
  // It lies in the project, so that the types are found in its packages; it is never written.
  const fileName = path.join(projectRoot, 'manifests.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readFromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === fileName ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : readFromDisk(name, ...rest);
  const isOnDisk = host.fileExists.bind(host);
  host.fileExists = (name) => name === fileName || isOnDisk(name);
  const faults = manifests.map((): string[] => []);
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([fileName], options, host))) {
    const line = file?.fileName === fileName ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line : 0;
    faults[Math.floor(line / 2)]?.push(ts.flattenDiagnosticMessageText(messageText, ' '));
  }
  return faults;
}
