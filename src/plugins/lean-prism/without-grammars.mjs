/** The comments between which prism-react-renderer 2.4.1 keeps its grammars. */
const BEGIN = '// src/prism-langs.ts\nvar Prism = __toESM(require_prism());\n';
const END = '\n// src/themes/index.ts\n';

/**
 * Cuts the grammars out of the library. The bundler calls it with the text of the file.
 *
 * @param {string} source
 * @returns {string}
 * @throws {Error} when the file is not built as expected, so that an update cannot pass unnoticed.
 */
export default function withoutGrammars(source) {
  const begin = source.indexOf(BEGIN);
  const end = source.indexOf(END, begin);
  if (begin === -1 || end === -1) {
    throw new Error(
      'prism-react-renderer no longer keeps its grammars between the known comments: look at its dist/index.mjs, and correct src/plugins/lean-prism/without-grammars.mjs or remove the plugin.',
    );
  }
  return source.slice(0, begin + BEGIN.length) + source.slice(end);
}
