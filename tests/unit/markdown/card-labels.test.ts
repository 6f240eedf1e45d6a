import { describe, expect, it } from 'vitest';
import { cardLabels, describingColumn } from '../../../src/markdown/card-labels.ts';

describe('labels of the cells of a table of facts', () => {
  it('are the headings of all columns but the first, and but the one that describes', () => {
    expect(cardLabels(['Flag', 'What it does', 'Default', 'Environment'])).toEqual({
      '--label-3': "'Default'",
      '--label-4': "'Environment'",
    });
  });

  it('need no column that describes', () => {
    expect(cardLabels(['From', 'To'])).toEqual({ '--label-2': "'To'" });
  });

  it('say nothing where a value follows its name', () => {
    expect(cardLabels(['What', 'Value'])).toEqual({});
    expect(cardLabels(['What', 'Value', 'Changed by'])).toEqual({
      '--label-2': "'Value'",
      '--label-3': "'Changed by'",
    });
  });

  it('stay strings of a style sheet, whatever a heading holds', () => {
    const labels = cardLabels(['', "the worker's", 'a\\b']);
    expect(labels).toEqual({ '--label-2': "'the worker\\'s'", '--label-3': "'a\\\\b'" });
  });
});

describe('the column that is read', () => {
  it('is the one that describes, or the values beside names', () => {
    expect(describingColumn(['What', 'Value', 'Changed by', 'Meaning'])).toBe(3);
    expect(describingColumn(['What', 'Value'])).toBe(1);
  });

  it('is none where all columns hold single words', () => {
    expect(describingColumn(['From', 'To'])).toBeUndefined();
  });
});
