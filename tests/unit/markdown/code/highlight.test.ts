import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../../src/markdown/code/highlight.ts';

describe('highlight', () => {
  it('gives each look its class, and nothing to plain text', () => {
    expect(highlight("swamp worker connect --token 'a' # now", 'bash')).toBe(
      'swamp worker connect <span class="f">--token</span> <span class="s">\'a\'</span> <span class="c"># now</span>',
    );
    expect(highlight('{ "slots": 2 }', 'json')).toBe(
      '<span class="p">{</span> <span class="k">"slots"</span><span class="p">:</span> <span class="n">2</span> <span class="p">}</span>',
    );
  });

  it.each([
    ['bash', 'if [ "$A" = 1 ]; then\n  export B=2\nfi', '<span class="k">if</span>'],
    ['bash', 'echo "in $a"', '<span class="s">"in </span><span class="f">$a</span><span class="s">"</span>'],
    [
      'bash',
      'run --cache-dir a --max-enrollments=3',
      '<span class="f">--cache-dir</span> a <span class="f">--max-enrollments</span>',
    ],
    ['bash', 'run -it --no-reconnect', '<span class="f">-it</span> <span class="f">--no-reconnect</span>'],
    ['docker', 'FROM alpine AS a', '<span class="k">FROM</span>'],
    ['ini', 'a = 1', '<span class="k">a</span> <span class="p">=</span> <span class="s">1</span>'],
    ['nginx', 'listen 80;', '<span class="k">listen</span> <span class="n">80</span><span class="p">;</span>'],
    ['systemd', '[Unit]\nAfter=a', '<span class="k">After</span><span class="p">=</span>'],
    ['yaml', '- a: true # c', '<span class="k">a</span><span class="p">:</span> <span class="n">true</span>'],
  ])('knows what each part of %s is: %s', (language, code, html) => {
    expect(highlight(code, language)).toContain(html);
  });

  it('leaves of the secret of a token four digits in view, and all of it in the text', () => {
    const token = `alpha.1111${'0123456789'.repeat(6)}`;
    for (const [language, code] of [
      ['output', `Token: ${token}`],
      ['bash', `swamp worker connect --token ${token}`],
      ['json', `{ "token": "${token}" }`],
    ] as const) {
      const html = highlight(code, language);
      expect(html).toContain(`.1111<span class="rest">${'0123456789'.repeat(6)}</span>`);
      expect(load(`<pre>${html}</pre>`)('pre').text()).toBe(code);
    }
    // A hash of something is no secret.
    expect(highlight('a'.repeat(64), 'output')).toBe('a'.repeat(64));
  });

  it('spends one element on neighbors of one look, also across lines', () => {
    expect(highlight('# a\n# b', 'bash')).toBe('<span class="c"># a\n# b</span>');
    expect(highlight('[[]]', 'json')).toBe('<span class="p">[[]]</span>');
    expect(highlight('a\n\n\nb', 'bash')).toBe('a\n\n\nb');
  });

  it('colors nothing in what a program printed', () => {
    expect(highlight('"quoted" <b> & 1', 'output')).toBe('"quoted" &lt;b> &amp; 1');
  });

  it('names what it knows when a language is unknown', () => {
    expect(() => highlight('x', 'bsh')).toThrow(/There is no language "bsh" for code\. Known: .*\bbash\b.*\boutput\b/);
  });

  it.each(['bash', 'docker', 'ini', 'json', 'nginx', 'systemd', 'xml', 'yaml', 'output'])(
    'never changes a character of the text, in %s',
    (language) => {
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom(...'ab-$ {}[]:"\'<>&#=\n\\|;1/*') }), (text) => {
          const read = load(`<pre><code>${highlight(text, language)}</code></pre>`);
          expect(read('code').text()).toBe(text);
        }),
      );
    },
  );
});
