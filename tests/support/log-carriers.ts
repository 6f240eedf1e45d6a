/** What tools make of the lines of a program before somebody pastes them. */

/** Makes of a text what a tool makes of it. */
export interface Carrier {
  readonly name: string;
  carry(text: string): string;
}

const RECORD = '2026-01-01T12:00:00';

function eachLine(change: (line: string, index: number) => string): (text: string) => string {
  return (text) => text.split('\n').map(change).join('\n');
}

function escapedAs(escape: string): (text: string) => string {
  // The program colors values.
  return (text) =>
    text.replace(/"([^"\n]{1,40})"/g, `"${escape}[33m$1${escape}[39m"`).replace(/^(?=\S)/gm, `${escape}[1m`);
}

function bytesAs(write: (byte: number) => string): (text: string) => string {
  return (text) =>
    text.replace(/[^\p{ASCII}]/gu, (character) => [...Buffer.from(character)].map((byte) => write(byte)).join(''));
}

/** Cuts a line at a width, in the middle of words, as terminals do. */
function cutAt(width: number): Carrier {
  return {
    name: `a terminal of ${width} columns`,
    carry: eachLine((line) => {
      const letters = [...line];
      const pieces: string[] = [];
      for (let at = 0; at < letters.length; at += width) {
        pieces.push(letters.slice(at, at + width).join(''));
      }
      return pieces.length === 0 ? line : pieces.join('\n');
    }),
  };
}

/** Breaks a line between words, with an indentation, as the program does in a terminal. */
function brokenAt(width: number, indentation: number): Carrier {
  return {
    name: `a layout of ${width} columns indented by ${indentation}`,
    carry: eachLine((line) => {
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(' ')) {
        if (current.trim() !== '' && current.length + 1 + word.length > width) {
          lines.push(current);
          current = ' '.repeat(indentation) + word;
        } else {
          current = current === '' ? word : `${current} ${word}`;
        }
      }
      return [...lines, current].join('\n');
    }),
  };
}

/** Cuts a line at a width and indents what goes on, as tools do that show a log in a column of their own. */
function cutAndIndentedAt(width: number, indentation: number): Carrier {
  return {
    name: `a column of ${width} signs indented by ${indentation}`,
    carry: (text) =>
      text
        .split('\n')
        .map((line) =>
          cutAt(width)
            .carry(line)
            .replaceAll('\n', `\n${' '.repeat(indentation)}`),
        )
        .join('\n'),
  };
}

/** Puts other quotes around values. */
function quotedAs(double: string, single: string): (text: string) => string {
  const around = (quotes: string): string => `${quotes[0]!}$1${quotes.at(-1)!}`;
  return (text) => text.replace(/"([^"\n]*)"/g, around(double)).replace(/'([^'\n]*)'/g, around(single));
}

const WIDTHS = [38, 47, 60, 80, 100, 132] as const;

const json = (line: string): string => JSON.stringify(line);

export const CARRIERS: readonly Carrier[] = [
  ...WIDTHS.map(cutAt),
  brokenAt(80, 20),
  brokenAt(80, 2),
  brokenAt(72, 0),
  brokenAt(60, 31),
  { name: 'CRLF', carry: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'tabs', carry: eachLine((line) => `\t${line}`) },
  { name: 'real colors', carry: escapedAs('\u001b') },
  { name: 'colors without their ESC', carry: escapedAs('') },
  ...['\\u001b', '\\x1b', '\\033', '\\e', '^[', '#x1b', '#033', '&#27;', '&#x1b;', '\\\\u001b', '␛', '<0x1b>'].map(
    (escape) => ({
      name: `colors spelled ${escape}`,
      carry: escapedAs(escape),
    }),
  ),
  {
    name: 'entities',
    carry: (text) =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
        .replaceAll('—', '&mdash;'),
  },
  {
    name: 'a page of HTML',
    carry: eachLine((line) => `<span class="line">${line.replaceAll('<', '&lt;')}</span><br>`),
  },
  { name: 'CSV', carry: eachLine((line, index) => `${index},"worker-1","${line.replaceAll('"', '""')}"`) },
  { name: 'CSV with a time', carry: eachLine((line) => `"${RECORD}.000Z","${line.replaceAll('"', '""')}"`) },
  { name: 'texts of JSON', carry: eachLine(json) },
  { name: 'a list of JSON', carry: (text) => JSON.stringify(text.split('\n'), null, 2) },
  { name: 'a field of JSON', carry: (text) => JSON.stringify({ log: text }) },
  {
    name: 'ASCII JSON',
    carry: eachLine((line) =>
      json(line).replace(/[^\p{ASCII}]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  },
  {
    name: 'files of Docker',
    carry: eachLine((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: `${RECORD}.1Z` })),
  },
  {
    name: 'docker logs --timestamps',
    carry: eachLine((line, index) => `${RECORD}.${String(index).padStart(9, '1')}Z ${line}`),
  },
  { name: 'compose', carry: eachLine((line) => `swamp-worker-1  | ${line}`) },
  { name: 'CRI', carry: eachLine((line) => `${RECORD}.123456789Z stdout F ${line}`) },
  {
    name: 'CRI in parts',
    carry: eachLine((line) => {
      const half = Math.floor(line.length / 2);
      return `${RECORD}.123456789Z stdout P ${line.slice(0, half)}\n${RECORD}.123456790Z stdout F ${line.slice(half)}`;
    }),
  },
  { name: 'kubectl --prefix', carry: eachLine((line) => `[pod/swamp-worker-0/worker] ${line}`) },
  { name: 'journalctl', carry: eachLine((line) => `Jan 01 12:00:00 host swamp[123]: ${line}`) },
  { name: 'journalctl -o short-iso', carry: eachLine((line) => `${RECORD}+0000 host swamp[123]: ${line}`) },
  { name: 'journalctl -o cat', carry: (text) => text },
  {
    name: 'journalctl -o export',
    carry: eachLine((line) => `__REALTIME_TIMESTAMP=1767268800000000\nPRIORITY=6\n_HOSTNAME=host\nMESSAGE=${line}\n`),
  },
  {
    name: 'journalctl -o export with lengths',
    carry: eachLine(
      (line) =>
        `_HOSTNAME=host\nMESSAGE\n${String.fromCharCode(Math.min(120, line.length + 32))}\0\0\0\0\0\0\0${line}\n`,
    ),
  },
  {
    name: 'journalctl -o json',
    carry: eachLine((line) => JSON.stringify({ _HOSTNAME: 'host', MESSAGE: line, PRIORITY: '6' })),
  },
  {
    name: 'journalctl -o json with bytes',
    carry: eachLine((line) => JSON.stringify({ MESSAGE: [...Buffer.from(line)], PRIORITY: '6' })),
  },
  {
    name: 'bytes, one a line',
    carry: eachLine((line) => JSON.stringify({ MESSAGE: [...Buffer.from(line)] }, null, 2)),
  },
  { name: 'syslog', carry: eachLine((line) => `<14>1 ${RECORD}.000Z host swamp 123 - - ${line}`) },
  { name: 'syslog of before', carry: eachLine((line) => `<14>Jan  1 12:00:00 host swamp[123]: ${line}`) },
  {
    name: 'GitHub',
    carry: (text) => `##[group]Run worker\n${eachLine((line) => `${RECORD}.1234567Z ${line}`)(text)}\n##[endgroup]`,
  },
  { name: 'an error of GitHub', carry: eachLine((line) => `::error::${line}`) },
  {
    name: 'GitLab',
    carry: (text) =>
      `section_start:1767268800:run\r\u001b[0K${eachLine((line) => `${RECORD}.000000Z 01O ${line}`)(text)}`,
  },
  { name: 'a quoted mail', carry: eachLine((line) => `> ${line}`) },
  { name: 'a mail quoted twice', carry: eachLine((line) => `> > ${line}`) },
  { name: 'a list', carry: eachLine((line) => `- ${line}`) },
  { name: 'a fence', carry: (text) => `\`\`\`\n${text}\n\`\`\`` },
  { name: 'code', carry: eachLine((line) => `    ${line}`) },
  { name: 'logfmt', carry: eachLine((line) => `time=${RECORD}Z level=info msg=${json(line)}`) },
  {
    name: 'a log in a log',
    carry: eachLine((line) => JSON.stringify({ message: JSON.stringify({ log: `${line}\n` }) })),
  },
  { name: 'other dashes', carry: (text) => text.replaceAll('—', '-') },
  { name: 'two dashes', carry: (text) => text.replaceAll(' — ', ' -- ') },
  { name: 'typographic quotes', carry: (text) => text.replace(/"([^"\n]*)"/g, '“$1”').replace(/'([^'\n]*)'/g, '‘$1’') },
  {
    name: 'cat -v',
    carry: bytesAs((byte) =>
      byte >= 160 ? `M-${String.fromCharCode(byte - 128)}` : `M-^${String.fromCharCode(byte - 64)}`,
    ),
  },
  { name: 'bytes of shells', carry: bytesAs((byte) => `\\${byte.toString(8)}`) },
  { name: 'bytes of Python', carry: bytesAs((byte) => `\\x${byte.toString(16)}`) },
  {
    name: 'a mail of 7 bits',
    carry: (text) => bytesAs((byte) => `=${byte.toString(16).toUpperCase()}`)(text.replaceAll('=', '=3D')),
  },
  { name: 'Latin-1', carry: (text) => Buffer.from(text).toString('latin1') },
  {
    name: 'Windows-1252',
    carry: (text) =>
      Buffer.from(text)
        .toString('latin1')
        .replace(
          /[\x80-\x9f]/g,
          (c) => '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'[c.charCodeAt(0) - 128]!,
        ),
  },
  { name: 'a bad font', carry: (text) => text.replace(/[^\p{ASCII}]/gu, '\ufffd') },
  { name: 'numbered lines', carry: eachLine((line, index) => `${index + 1}. ${line}`) },
];

/** Further ones, each of them held alone and not within another one. */
export const MORE_CARRIERS: readonly Carrier[] = [
  cutAndIndentedAt(80, 4),
  cutAndIndentedAt(120, 20),
  { name: 'quotes of German', carry: quotedAs('„“', '‚‘') },
  { name: 'quotes of French', carry: quotedAs('«»', "'") },
  { name: 'primes', carry: quotedAs('″', '′') },
  { name: 'accents', carry: quotedAs('"', '´') },
  { name: 'wide quotes', carry: quotedAs('＂', '＇') },
  { name: 'three dots in one sign', carry: (text) => text.replaceAll('...', '…') },
  { name: 'blanks of web pages', carry: (text) => text.replaceAll(' ', '\u00a0') },
  { name: 'narrow blanks', carry: (text) => text.replaceAll(' ', '\u202f') },
  { name: 'blanks without a width', carry: (text) => text.replace(/([a-z ])(?=[a-z])/g, '$1\u200b') },
  { name: 'signs of Markdown', carry: (text) => text.replace(/([_*<>[\]().#-])/g, '\\$1') },
  { name: 'lines of an office program', carry: (text) => text.replaceAll('\n', '\v') },
  { name: 'lines of Unicode', carry: (text) => text.replaceAll('\n', '\u2028') },
  { name: 'a table of Markdown', carry: eachLine((line) => `| 12:00:00 | ${line.replaceAll('|', '\\|')} |`) },
  { name: 'code of Jira', carry: (text) => `{code:bash}\n${text}\n{code}` },
  { name: 'a quote of Slack', carry: eachLine((line) => `&gt; ${quotedAs('“”', '‘’')(line)}`) },
  {
    name: 'a recorded terminal',
    carry: (text) =>
      `Script started on ${RECORD}+00:00 [TERM="xterm"]\n\u001b[?2004h\u001b]0;host\u0007$ swamp worker connect\r\n\u001b[?2004l\r${text.replaceAll('\n', '\u001b[0K\r\n')}\r\n`,
  },
  { name: 'moves of the cursor without their ESC', carry: eachLine((line) => `[2K[1G${line}[K`) },
  { name: 'Buildkite', carry: eachLine((line) => `\u001b_bk;t=1767268800000\u0007${line}`) },
  { name: 'Buildkite without its signs', carry: eachLine((line) => `_bk;t=1767268800000${line}`) },
  {
    name: 'a result of Ansible',
    carry: (text) => `fatal: [host1]: FAILED! => ${JSON.stringify({ rc: 1, stderr: text, stdout: '' })}`,
  },
  { name: 'logfmt with a field behind', carry: eachLine((line) => `level=info msg=${json(line)} stream=stderr`) },
  {
    name: 'syslog with data',
    carry: eachLine((line) => `<14>1 ${RECORD}.1+02:00 host swamp 123 ID47 [a@32473 b="3"] \ufeff${line}`),
  },
  {
    name: 'journalctl -o verbose',
    carry: eachLine((line) => `Thu 2026-01-01 12:00:00 UTC [s=abc;i=1]\n    PRIORITY=6\n    MESSAGE=${line}`),
  },
];
