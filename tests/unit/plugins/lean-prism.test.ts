import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import withoutGrammars from '../../../src/plugins/lean-prism/without-grammars.mjs';

const main = createRequire(import.meta.url).resolve('prism-react-renderer');
const library = readFileSync(path.join(path.dirname(main), 'index.mjs'), 'utf8');

test('the grammars that come with the library are cut out, and nothing else', () => {
  const lean = withoutGrammars(library);
  expect(lean).not.toContain('Prism.languages.kotlin');
  expect(lean).toContain('var Prism = __toESM(require_prism());');
  expect(lean.slice(lean.indexOf('// src/themes/index.ts'))).toBe(
    library.slice(library.indexOf('// src/themes/index.ts')),
  );
  expect(library.length - lean.length).toBeGreaterThan(30_000);
});

test('a library that is built in another way is refused', () => {
  expect(() => withoutGrammars(library.replace('// src/themes/index.ts', '// themes'))).toThrow(
    'no longer keeps its grammars between the known comments',
  );
});
