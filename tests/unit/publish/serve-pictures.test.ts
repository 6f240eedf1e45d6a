import { expect, it } from 'vitest';
import { servePictures } from '../../../src/publish/diagrams/serve-pictures.ts';

type Handler = Parameters<
  Parameters<ReturnType<typeof servePictures>['devServer']['setupMiddlewares']>[1]['app']['get']
>[1];

/** What the live server says to an address: a type and a body, or that it knows nothing of it. */
function answerTo(address: string, baseUrl = '/docs/'): string {
  let handler: Handler | undefined;
  const pictures = new Map([['/diagrams/protocol-3/page/the-way.svg', '<svg/>']]);
  const { setupMiddlewares } = servePictures(baseUrl, () => pictures).devServer;
  const added = setupMiddlewares(['theirs'], {
    app: {
      get: (pattern, given) => {
        expect(address).toMatch(pattern);
        handler = given;
      },
    },
  });
  expect(added).toEqual([]);
  let told = 'nothing';
  let type = '';
  const answer = {
    type: (name: string) => {
      type = name;
      return answer;
    },
    send: (body: string) => {
      told = `${type} ${body}`;
    },
  };
  handler!({ path: address }, answer, () => {
    told = 'next';
  });
  return told;
}

it('the live server answers with a picture below the base address, and leaves all else to others', () => {
  expect(answerTo('/docs/diagrams/protocol-3/page/the-way.svg')).toBe('image/svg+xml <svg/>');
  expect(answerTo('/diagrams/protocol-3/page/the-way.svg', '/')).toBe('image/svg+xml <svg/>');
  expect(answerTo('/docs/diagrams/protocol-3/page/other.svg')).toBe('next');
  expect(answerTo('/diagrams/protocol-3/page/the-way.svg')).toBe('next');
  expect(answerTo('/docs/img/logo.svg')).toBe('next');
});
