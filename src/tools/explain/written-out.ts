import { cleanLine, unescapeQuotes } from '../../facts/clean-text.ts';

/**
 * Text that a tool on its way has written in other signs: colors whose ESC is lost or spelled out, entities, escapes
 * of JSON and of shells, bytes as numbers, doubled quotes, UTF-8 that was read as something else. Every step reads its
 * input once, so that no input is slow.
 */

/** How tools write the character ESC. */
const ESC_WRITTEN = [
  String.raw`\\{1,8}(?:u001b|u\{1b\}|U0000001b|x1b|033|e)`,
  String.raw`\^\[`,
  String.raw`#x1b;?`,
  String.raw`#033`,
  String.raw`&(?:amp;)?#(?:x1b|27);`,
  String.raw`<(?:0x1b|1b|esc)>`,
  String.raw`[%=]1b`,
  String.raw`[\u241b\u2190\ufffd]`,
].join('|');

const SPELLED_COLOR = new RegExp(String.raw`(?:${ESC_WRITTEN})\[[\d;?]{0,20}[A-Za-z]`, 'gi');

/** What is left of a color, or of a move of the cursor, when ESC itself was taken away. */
const LOST_COLOR = /\[\d{1,3}(?:;\d{1,3}){0,5}m|\[0?K(?!\w)|\[\d{1,3}[GJK]|\[\?\d{1,4}[hl]/g;

/** What is left of the time that Buildkite hides before each line. */
const LOST_TIME = /^_bk;t=\d{13}/;

/**
 * Takes away colors, also those whose ESC a tool has lost or spelled out.
 *
 * @param line - one line as it was pasted.
 */
export function withoutColors(line: string): string {
  const text = line.includes('[') ? line.replace(SPELLED_COLOR, '') : line;
  const clean = cleanLine(text).replace(LOST_TIME, '');
  return clean.includes('[') ? clean.replace(LOST_COLOR, '') : clean;
}

/** So often a text may have been escaped: a log in a log in a log. */
const MOST_LAYERS = 5;

/** Only these can begin something that is written in other signs; most lines have none. */
const MAY_BE_WRITTEN_OUT = /[&\\#%=<\u00c2\u00e2\u2026\ufffd?]|""|''|--|M-/;

/**
 * What a line says when all that is written in other signs is read; the same text when nothing is. It may then have
 * several lines.
 *
 * @param line - without colors.
 */
export function readWrittenOut(line: string): string {
  if (!MAY_BE_WRITTEN_OUT.test(line)) {
    return line;
  }
  let text = line;
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const next = withoutColors(ONE_LAYER.reduce((before, read) => read(before), text));
    if (next === text) {
      break;
    }
    text = next;
  }
  return ONCE.reduce((before, read) => read(before), text);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  rarr: '→',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  check: '✓',
  boxv: '│',
};

function character(code: number): string {
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}

function readEntities(text: string): string {
  return text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi,
        (whole, hex?: string, decimal?: string, name?: string) =>
          name !== undefined
            ? (ENTITIES[name.toLowerCase()] ?? whole)
            : character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
      )
    : text;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of bytes, unless they are none. */
function textOf(bytes: readonly number[]): string | undefined {
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Bytes as numbers: `\xe2` and `\342` of shells, `#342` of rsyslog, `=E2` of mails, `%E2` of addresses, `<E2>` of less.
 * Of mails only what a letter cannot be, for `x=41` is no letter.
 */
const BYTE = String.raw`\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}|#[0-3][0-7]{2}(?!\d)|=(?:[89A-F][0-9A-F]|3D|20|09)|%[0-9A-F]{2}|<[89A-F][0-9A-F]>`;
const BYTES = new RegExp(`(?:${BYTE}){1,400}`, 'g');
const ONE_BYTE = new RegExp(BYTE, 'g');

function readBytes(text: string): string {
  return /[\\#=%<]/.test(text)
    ? text.replace(BYTES, (run) => {
        const bytes = [...run.matchAll(ONE_BYTE)].map(([byte]) =>
          /^(?:\\|#)\d/.test(byte)
            ? Number.parseInt(byte.slice(1), 8)
            : Number.parseInt(byte.replace(/^(?:\\x|[=%<])|>$/g, ''), 16),
        );
        return textOf(bytes) ?? run;
      })
    : text;
}

/** `M-bM-^@M-^T` of `cat -v`: each `M-` is 128 more. */
function readMetaBytes(text: string): string {
  return text.includes('M-')
    ? text.replace(/(?:M-\^?[\x20-\x7e]){2,200}/g, (run) => {
        const bytes = [...run.matchAll(/M-(\^?)([\x20-\x7e])/g)].map(
          ([, control, letter]) => 128 + (letter!.charCodeAt(0) - (control === '' ? 0 : 64)),
        );
        return textOf(bytes) ?? run;
      })
    : text;
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: ' ', b: '', f: '', a: '', v: ' ', '/': '/' };

function readEscapes(text: string): string {
  return text.includes('\\')
    ? unescapeQuotes(
        text
          .replace(/\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}/gi, (_, four?: string, braced?: string) =>
            character(Number.parseInt((four ?? braced)!, 16)),
          )
          .replace(/(?<!\\)\\([nrtbfav/])/g, (_, letter: string) => LETTERS[letter]!)
          // Markdown, as editors of issues and chats write it. Behind a colon a path of Windows begins.
          .replace(/(?<![\\:])\\([_*<>[\](){}#.!+~|`-])/g, '$1'),
      )
    : text;
}

/** `""` of CSV and `''` of YAML and SQL. */
function readDoubledQuotes(text: string): string {
  return text.includes('""') || text.includes("''") ? text.replace(/""/g, '"').replace(/''/g, "'") : text;
}

/** Characters that the program prints and that are not ASCII. */
const PRINTED = ['—', '✓', '▶', '›', '✗', '→', '│', '·', '…', '─'];

/** What Windows-1252 has for the bytes from 0x80 on, where Latin-1 has controls. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * What each of them becomes when its UTF-8 is read as Windows-1252, or as Latin-1. Characters that are controls were
 * taken away before.
 */
const MISREAD: readonly (readonly [string, string])[] = PRINTED.flatMap((printed) => {
  const bytes = [...new TextEncoder().encode(printed)];
  const windows = bytes.map((byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte));
  const latin = bytes.map((byte) => String.fromCharCode(byte));
  return [windows, latin].map((letters): [string, string] => [
    letters.join('').replace(/[\u0080-\u009f]/g, ''),
    printed,
  ]);
})
  // What is left of some is one letter, which may be anything.
  .filter(([misread]) => misread.length > 1)
  .sort((a, b) => b[0].length - a[0].length);

function readMisread(text: string): string {
  return /[\u00c2\u00e2]/.test(text)
    ? MISREAD.reduce((before, [misread, printed]) => before.replaceAll(misread, printed), text)
    : text;
}

const ONE_LAYER = [readEntities, readBytes, readMetaBytes, readEscapes, readDoubledQuotes, readMisread] as const;

/** Tags of pages, and of reports in XML; the program prints `<name>` itself. */
const TAG =
  /<\/?(?:a|b|i|u|s|p|em|li|ul|ol|td|tr|th|tt|br|div|pre|kbd|code|font|samp|span|mark|small|strong|table|tbody|thead|failure|system-out|system-err)(?: [^<>]{0,300})?\/?>|<!\[CDATA\[|\]\]>/gi;

const ONCE: readonly ((text: string) => string)[] = [
  (text) => (text.includes('<') ? text.replace(/<br ?\/?>/gi, '\n').replace(TAG, '') : text),
  // Phones and office programs make one sign of three dots.
  (text) => text.replaceAll('…', '...'),
  // The end of a line of a mail that goes on.
  (text) => (text.endsWith('=') ? text.slice(0, -1) : text),
  // What a font or an encoding without them made of dashes and marks; of misread ones Latin-1 leaves a letter.
  (text) => (/[?\ufffdâ-]/.test(text) ? text.replace(/ (?:\?{1,3}|\ufffd{1,3}|â{1,3}|-{2,3}) /g, ' — ') : text),
  (text) => text.replace(/^(\s{0,40})(?:\?{1,3}|\ufffd{1,3}|â{1,3}) (?=\S)/, '$1✓ '),
];
