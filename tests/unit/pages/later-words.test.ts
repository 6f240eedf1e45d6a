import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { loadAllProtocolSpecs } from '../../../src/facts/load.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';
import { laterWordsIn } from '../../support/later-words.ts';

/** Older programs read it for the account itself; the facts have it only where remote execution does. */
const ALSO_ELSEWHERE = ['SWAMP_API_KEY'];

describe('the pages and facts of an older protocol', () => {
  const specs = loadAllProtocolSpecs(projectRoot);

  it.each(specs.slice(1).map((own, position) => ({ own, later: specs.slice(0, position + 1) })))(
    'name nothing that only later ones have ($own.protocol.label)',
    ({ own, later }) => expect(laterWordsIn(projectRoot, own, later, ALSO_ELSEWHERE)).toEqual([]),
  );
});

describe('a name that was copied from a later protocol', () => {
  let project: SmallProject;
  afterEach(() => project.remove());

  it.each([
    ['in prose', 'versioned_docs/version-2/index.mdx', 'Give it\n`--wide`.\n', 'versioned_docs/version-2/index.mdx:2'],
    [
      'in a fact',
      'spec/protocol-2/messages/other.yaml',
      'messages: []\n# See `--wide`.\n',
      'spec/protocol-2/messages/other.yaml:2',
    ],
  ])('is found %s', (_, file, text, place) => {
    project = createSmallProject();
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '  - name: --all\n',
      '  - name: --wide\n    description: Wide.\n  - name: --all\n',
    );
    const [three, two] = loadAllProtocolSpecs(project.root);
    project.write('versioned_docs/version-2/index.mdx', 'A `--wider` one. Only protocol 3 has `--wide`.\n');
    expect(laterWordsIn(project.root, two!, [three!])).toEqual([]);
    project.write(file, text);
    expect(laterWordsIn(project.root, two!, [three!])).toEqual([{ place, word: '--wide' }]);
    expect(laterWordsIn(project.root, two!, [three!], ['--wide'])).toEqual([]);
  });
});
