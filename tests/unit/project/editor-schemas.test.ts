import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editorSchemas, SCHEMA_FOLDER } from '../../../scripts/lib/editor-schemas.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

const schemas = editorSchemas();

/** Files of facts, from the project's folder. */
const facts = readdirSync(path.join(projectRoot, 'spec'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => `spec/${file.split(path.sep).join('/')}`)
  .filter((file) => schemas.some(({ files }) => patternOf(files).test(file)));

/** A glob with `*` and `**` as a regular expression. */
function patternOf(glob: string): RegExp {
  const parts = glob.split('**/').map((part) => part.replaceAll('.', '\\.').replaceAll('*', '[^/]*'));
  return new RegExp(`^${parts.join('(?:.*/)?')}$`);
}

describe.each(schemas)('$name', ({ name, files, text }) => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(text) as object);
  const described = facts.filter((file) => patternOf(files).test(file));

  it('is the schema of the build', () => {
    expect(readFileSync(path.join(projectRoot, SCHEMA_FOLDER, name), 'utf8'), 'run npm run schemas').toBe(text);
  });

  it('accepts every file that it is for', () => {
    expect(described.length).toBeGreaterThan(0);
    for (const file of described) {
      validate(parse(readFileSync(path.join(projectRoot, file), 'utf8')));
      expect(validate.errors, file).toBeNull();
    }
  });

  it('refuses a file of something else', () => {
    expect(validate({ planted: 'mistake' })).toBe(false);
  });
});

it('the editor knows which schema belongs to which files', () => {
  const settings = JSON.parse(readFileSync(path.join(projectRoot, '.vscode', 'settings.json'), 'utf8')) as {
    'yaml.schemas': Record<string, string>;
  };
  const expected = schemas.map(({ name, files }) => [`./${SCHEMA_FOLDER}/${name}`, files]);
  expect(settings['yaml.schemas']).toEqual(Object.fromEntries(expected));
});
