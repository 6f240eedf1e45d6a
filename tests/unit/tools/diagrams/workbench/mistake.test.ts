import { describe, expect, it } from 'vitest';
import { LONGEST_SOURCE } from '../../../../../src/tools/diagrams/workbench/limits.ts';
import { mistakeIn, mistakeOf, withoutComments } from '../../../../../src/tools/diagrams/workbench/mistake.ts';

describe('a mistake that is seen before Mermaid reads', () => {
  it.each([
    ['flowchart LR\n  a --> b'],
    ['\n\n%% a comment\n  graph TD; a-->b'],
    ['sequenceDiagram\n  click->>B: run'],
    ['stateDiagram-v2\n  [*] --> idle'],
    ['stateDiagram-v2\n  state fork <<fork>>\n  a: one<br>two<br/>three'],
    ['flowchart LR\n  a <--> b\n  c -->|1 < 2| d'],
    [''],
    ['  \n'],
  ])('is not in %j', (source) => {
    expect(mistakeIn(source)).toBeUndefined();
  });

  it.each([
    ['settings', '%% words\nflowchart LR\n%%{init: {"securityLevel": "loose"}}%%', 3],
    ['front matter', '\n---\nconfig:\n  securityLevel: loose\n---\nflowchart LR', 2],
    ['a style that loads', 'flowchart LR\n  a\n  style a fill:url (https://example.com)', 3],
    ['a style sheet', 'flowchart LR\n  a["@import x"]', 2],
    ['a picture', 'flowchart LR\n  a@{\n    "img": "https://example.com/x.png" }', 2],
    ['a tag', 'flowchart LR\n  a["<img src=x onerror=planted()>"]', 2],
    ['the end of a tag', 'flowchart LR\n\n  a[</b>]', 3],
    ['another kind', '\n\ngantt\n  title x', 3],
    ['no kind', '<script>alert(1)</script>', 1],
  ])('is told with its line: %s', (_, source, line) => {
    expect(mistakeIn(source)).toMatchObject({ line, text: expect.stringMatching(/^(?:The site|A diagram|This)/) });
  });

  it('is a source that is too long', () => {
    expect(mistakeIn(`flowchart LR\n${'a'.repeat(LONGEST_SOURCE)}`)).toEqual({
      line: undefined,
      text: 'The source has 10,013 characters. At most 10,000 are drawn here.',
    });
  });
});

it('lines keep their numbers when comments go', () => {
  expect(withoutComments('flowchart LR\r\n  %% one\r\n  a --> b\n%%{init}%%')).toBe(
    'flowchart LR\n\n  a --> b\n%%{init}%%',
  );
});

describe('a mistake that Mermaid throws', () => {
  const source = 'sequenceDiagram\n  A->>B: run\n  A->>>B: x';

  it('is told with its line and its place', () => {
    const error = Object.assign(
      new Error("Parse error on line 3:\n...A->>B: run  A->>>B: x\n---------------^\nExpecting 'ACTOR', got '+'"),
      { hash: { loc: { first_line: 3 } } },
    );
    expect(mistakeOf(error, source)).toEqual({
      line: 3,
      text: 'Mermaid does not understand: A->>>B: x',
      detail: '...A->>B: run  A->>>B: x\n---------------^',
    });
  });

  it('counts the empty lines at the start, which Mermaid cuts off', () => {
    expect(mistakeOf(new Error('Lexical error on line 2. Unrecognized text.'), `\n\n${source}`)).toMatchObject({
      line: 4,
    });
  });

  it('never leads behind the end', () => {
    expect(mistakeOf(new Error('Parse error on line 9:'), source).line).toBe(3);
  });

  it.each([
    [new Error('Edge limit exceeded.\nmore'), 'Mermaid cannot draw this: Edge limit exceeded.'],
    ['text', 'Mermaid cannot draw this: text'],
    [undefined, 'Mermaid cannot draw this: undefined'],
    [new Error('x'.repeat(900)), `Mermaid cannot draw this: ${'x'.repeat(200)}…`],
  ])('is told without a line when it has none', (error, text) => {
    expect(mistakeOf(error, source)).toEqual({ line: undefined, text });
  });
});
