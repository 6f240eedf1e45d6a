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

  it('colors nothing in what a program printed', () => {
    expect(highlight('"quoted" <b> & 1', 'output')).toBe('"quoted" &#x3C;b> &#x26; 1');
  });

  it('names what it knows when a language is unknown', () => {
    expect(() => highlight('x', 'bsh')).toThrow(/There is no language "bsh" for code\. Known: .*\bbash\b.*\boutput\b/);
  });

  it.each(['bash', 'docker', 'ini', 'json', 'nginx', 'systemd', 'yaml', 'output'])(
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
