/** What the bundler and `src/patches/version-routes` bring to the code of this folder. */
declare const __webpack_require__: { gca: (chunk: string) => string };
declare const __webpack_public_path__: string;
declare const __webpack_get_script_filename__: (chunk: string) => string;

declare module '@docusaurus/core/lib/client/preload' {
  export default function preload(pathname: string): Promise<unknown>;
}

declare module '@version-routes/registry' {
  /** How each chunk is loaded, by its name. */
  const registry: Record<string, readonly [load: () => Promise<unknown>]>;
  export default registry;
}

declare module '@version-routes/routesChunkNames' {
  import type { ChunkNames } from '../generated-tables.ts';

  /** The chunks of each component, by its path and hash. */
  const chunkNames: Record<string, ChunkNames>;
  export default chunkNames;
}

declare module '@version-routes/routes' {
  import type { ChunkNames } from '../generated-tables.ts';

  interface Page {
    readonly path: string;
    readonly exact?: boolean;
  }

  /** The versions, by their path, with the pages that are known so far. */
  export const versions: Readonly<
    Record<
      string,
      {
        readonly pages: (Page & { readonly component: unknown })[];
        readonly load: () => Promise<{
          readonly pages: readonly (Page & { readonly chunks: ChunkNames })[];
          readonly registry: Record<string, readonly [load: () => Promise<unknown>]>;
        }>;
      }
    >
  >;
}
