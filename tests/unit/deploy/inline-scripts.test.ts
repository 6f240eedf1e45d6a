import { describe, expect, it } from 'vitest';
import { inlineScripts, scriptHash } from '../../../scripts/deploy/inline-scripts.ts';

describe('inlineScripts', () => {
  it.each([
    ['<script>a()</script>', ['a()']],
    ['<SCRIPT\n>a()</SCRIPT>', ['a()']],
    ['<script type=module>a()</script>', ['a()']],
    ['<script type="text/javascript">a()</script>', ['a()']],
    ['<script>a()</script><p></p><script>b()\n</script>', ['a()', 'b()\n']],
    ['<script data-src=x>a()</script>', ['a()']],
    ['<script src=/a.js></script>', []],
    ['<script defer src="/a.js"></script>', []],
    ['<script type="application/ld+json">{"a":1}</script>', []],
    ["<script type='application/json'>{}</script>", []],
    ['<p>no script</p>', []],
  ])('finds in %s', (html, expected) => {
    expect(inlineScripts(html)).toEqual(expected);
  });
});

describe('scriptHash', () => {
  it('is the one that the standard gives as an example', () => {
    // Content Security Policy Level 3, section "Usage of hashes".
    expect(scriptHash("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  });

  it('changes with every byte', () => {
    expect(scriptHash('a()')).not.toBe(scriptHash('a() '));
  });
});
