import { describe, expect, it } from 'vitest';
import { recordingsByRuntime } from '../../../src/markdown/tags/verifications.ts';

describe('the runtimes of the recordings of a release', () => {
  it('are counted, most first, so that an older one cannot hide', () => {
    const recordings = ['deno 2.9.6', 'deno 2.8.3', 'deno 2.8.3'].map((runtime) => ({ runtime }));
    expect(recordingsByRuntime(recordings)).toBe(' Recordings of this release: 2 on Deno 2.8.3, 1 on Deno 2.9.6.');
    expect(recordingsByRuntime([])).toBe('');
  });
});
