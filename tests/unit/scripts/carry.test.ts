import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryCommand } from '../../../scripts/carry/carry-command.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const NEWER = 'docs/operators/tokens.mdx';
const OLDER = 'versioned_docs/version-2/operators/tokens.mdx';

/** A page whose first paragraph belongs to its protocol alone. */
const page = (own: string, ...others: readonly string[]): string =>
  `---\ntitle: Tokens\ndescription: About them.\n---\n\n${[own, 'The same in both.', ...others, 'The end.'].join('\n\n')}\n`;

let project: SmallProject;

function git(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
    cwd: project.root,
    encoding: 'utf8',
  });
  expect(stderr + String(status)).toMatch(/0$/);
}

function carry(...args: readonly string[]): { readonly status: number; readonly out: string; readonly err: string } {
  const said = { out: '', err: '' };
  const status = carryCommand(args, {
    root: project.root,
    print: (text) => (said.out += text),
    complain: (text) => (said.err += text),
  });
  return { status, ...said };
}

const read = (file: string): string => readFileSync(path.join(project.root, file), 'utf8');

beforeEach(() => {
  project = createSmallProject();
  project.write(NEWER, page('Since 4.'));
  project.write(OLDER, page('Before 4.'));
  project.write(
    'spec/drift/protocol-2-to-3/operators/tokens.yaml',
    '- sections: [introduction]\n  because: Tokens expire since then.\n  releases: [20260105.100000.0]\n',
  );
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'start');
});

afterEach(() => {
  project.remove();
});

describe('npm run carry', () => {
  it('takes a correction into the same prose of an older protocol, and leaves what is its own', () => {
    project.write(NEWER, page('Since 4.', 'A correction.'));
    expect(carry()).toEqual({ status: 0, err: '', out: `${NEWER}\n  Protocol 2: carried into ${OLDER}\n` });
    expect(read(OLDER)).toBe(page('Before 4.', 'A correction.'));
    expect(carry().out).toContain('Protocol 2: has it already');
    expect(existsSync(path.join(project.root, `${OLDER}.carry`))).toBe(false);
  });

  it('leaves both texts between marks where the prose is another, and says where', () => {
    project.write(NEWER, page('Since 4, corrected.'));
    expect(carry()).toMatchObject({ status: 1, out: expect.stringContaining(`to decide in ${OLDER}:6`) as string });
    expect(read(OLDER)).toContain('<<<<<<< Protocol 2\nBefore 4.\n=======\nSince 4, corrected.\n>>>>>>> Protocol 3\n');
    expect(carry()).toMatchObject({ status: 2, err: `${OLDER} still has marks of a merge. Decide them first.\n` });
  });

  it('names the pages of each protocol by its own address', () => {
    project.write(NEWER, page('Since 4.', 'See [states](/protocol-3/states).'));
    expect(carry().status).toBe(0);
    expect(read(OLDER)).toContain('(/protocol-2/states)');
  });

  it('says which differences have no reason afterwards', () => {
    project.write(NEWER, page('Since 4.', '## A section', 'Of protocol 3.'));
    project.write('docs/other.mdx', page('One.'));
    const { status, err } = carry(NEWER);
    expect(status).toBe(1);
    expect(err).toMatch(/other.*no entry/);
  });

  it('says what it cannot decide: new pages, pages that are gone, and pages that an older protocol does not have', () => {
    project.write('docs/only-here.mdx', page('One.'));
    git('add', '.');
    git('commit', '--quiet', '--message', 'more');
    project.write('docs/only-here.mdx', page('Two.'));
    project.write('docs/new.mdx', page('New.'));
    spawnSync('rm', [path.join(project.root, NEWER)]);
    const { out } = carry('--dry-run');
    expect(out).toContain(`${NEWER}\n  gone: decide by hand`);
    expect(out).toContain('docs/only-here.mdx\n  Protocol 2: has no such page');
    expect(out).toContain('docs/new.mdx\n  a new page: decide by hand');
  });

  it('changes nothing with --dry-run, and carries what an earlier commit brought with --since', () => {
    project.write(NEWER, page('Since 4.', 'A correction.'));
    git('commit', '--quiet', '--all', '--message', 'correct');
    expect(carry().out).toBe('No page of docs/ differs from HEAD.\n');
    expect(carry('--since', 'HEAD~1', '--dry-run').out).toContain('carried into');
    expect(read(OLDER)).toBe(page('Before 4.'));
    expect(carry('--since', 'HEAD~1').status).toBe(0);
    expect(read(OLDER)).toBe(page('Before 4.', 'A correction.'));
  });

  it('writes no page when one of several cannot be merged', () => {
    for (const name of ['a', 'b']) {
      project.write(`docs/${name}.mdx`, page('One.'));
      project.write(`versioned_docs/version-2/${name}.mdx`, page('One.'));
    }
    git('add', '.');
    git('commit', '--quiet', '--message', 'two');
    project.write('docs/a.mdx', page('Two.'));
    project.write('docs/b.mdx', page('Two.'));
    project.write('versioned_docs/version-2/b.mdx', page('<<<<<<< left over'));
    expect(carry().status).toBe(2);
    expect(read('versioned_docs/version-2/a.mdx')).toBe(page('One.'));
  });

  it.each([
    ['an unknown commit', ['--since', 'nowhere'], 'bad revision'],
    ['an option in place of a commit', ['--since=--output=x'], "'--output=x' is no commit"],
    ['a protocol that is none', ['--to', '7'], 'There is no older protocol 7. Known: 2.'],
    ['the newest protocol', ['--to', '3'], 'There is no older protocol 3.'],
    ['an option that is none', ['--form'], '--form'],
  ])('ends with 2 for %s', (_, args, words) => {
    project.write(NEWER, page('Since 4.', 'A correction.'));
    const { status, err } = carry(...args);
    expect([status, read(OLDER)]).toEqual([2, page('Before 4.')]);
    expect(err).toContain(words);
  });
});
