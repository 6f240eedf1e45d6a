import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { editorSchemas, SCHEMA_FOLDER } from './lib/editor-schemas.ts';
import { projectRoot } from './lib/project-root.ts';
import { main } from './lib/run.ts';

// Editors read these files: `.vscode/settings.json` says which belongs to which file of facts.
await main(() => {
  mkdirSync(path.join(projectRoot, SCHEMA_FOLDER), { recursive: true });
  const schemas = editorSchemas();
  for (const { name, text } of schemas) {
    writeFileSync(path.join(projectRoot, SCHEMA_FOLDER, name), text);
  }
  console.log(`${schemas.length} schemas are in ${SCHEMA_FOLDER}/.`);
  return Promise.resolve(0);
});
