import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { anchorOfRelease, pageOfCommand } from '../../../src/markdown/page-links.ts';
import { cachedChanges, cachedHeadlines, cachedProtocolSpec } from '../../../src/facts/cache.ts';
import { CHANGES_PAGE } from '../../../src/facts/change-pages.ts';
import type { ReleaseChanges } from '../../../src/facts/changes.ts';
import { faultsOfHeadlines } from '../../../src/facts/headlines.ts';
import { MESSAGES_PAGE, messagePage } from '../../../src/facts/message-page.ts';
import type { MessageSubject } from '../../../src/facts/message-page.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { shortRelease } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import type { Command } from '../../../src/facts/schema/command.ts';
import { folderOfPages } from '../../../src/markdown/tree/version-tree.ts';
import { expandPage, headingAnchors } from '../../support/expand-page.ts';

/** Tags of a page: name and attributes. */
interface PageTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const { protocols } = loadReleases(projectRoot);

function tagsOf(markdown: string): PageTag[] {
  return [...markdown.matchAll(/<([A-Z]\w+)((?:\s+\w+="[^"]*")*)\s*\/>/g)].map(([, name, attributes]) => ({
    name: name!,
    attributes: Object.fromEntries(
      [...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]),
    ),
  }));
}

/** What a page lacks of what is due to a command; empty when nothing. */
function missingOf(command: Command, markdown: string, facts: ProtocolSpec): string[] {
  const tags = tagsOf(markdown);
  const has = (name: string): boolean =>
    tags.some((tag) => tag.name === name && tag.attributes['command'] === command.command);
  const due = command.group
    ? ['ExitCodes']
    : ['Synopsis', 'Flags', ...(command.output === undefined ? [] : ['Output']), 'ExitCodes'];
  const missing = due.filter((name) => !has(name));
  if (!command.group && !hasExample(command, tags, facts)) {
    missing.push('an example recording');
  }
  return missing;
}

function hasExample(command: Command, tags: readonly PageTag[], facts: ProtocolSpec): boolean {
  return tags.some(({ name, attributes }) => {
    const recording = name === 'Recording' ? facts.recordings.get(attributes['id'] ?? '')?.value : undefined;
    return (
      recording !== undefined &&
      !attributes['id']!.startsWith('help/') &&
      recording.processes.some(
        ({ command: line }, position) =>
          (attributes['process'] === undefined || Number(attributes['process']) === position + 1) &&
          new RegExp(`\\bswamp ${command.command}(?: |$)`).test(line),
      )
    );
  });
}

/** Which releases a page of changes lists, each with the number of its changes: `20260822.003708: 2`. */
function listedChanges(markdown: string): string[] {
  return markdown
    .split(/^ *## /m)
    .slice(1)
    .filter((section) => /^\d{8}\./.test(section))
    .map((section) => `${section.split('\n', 1)[0]!}: ${section.match(/^ *\* /gm)?.length ?? 0}`);
}

/** What is missing from the pages of changes, or stands on them once too often; empty when nothing. */
function misplacedChanges(pages: readonly string[], releases: readonly ReleaseChanges[]): string[] {
  const listed = pages.flatMap(listedChanges);
  const due = releases.map(dueOf);
  return [
    ...due.filter((each) => !listed.includes(each)).map((each) => `missing: ${each}`),
    ...listed.filter((each, position) => !due.includes(each) || listed.indexOf(each) !== position),
  ];
}

/** A release with the number of entries that it must have: `20260822.011157: 3`. */
function dueOf({ release, changes, breaking, repaired }: ReleaseChanges): string {
  const all = changes.length + breaking.length + repaired.length;
  // One repaired defect alone stands beside the heading, and not in a list.
  return `${shortRelease(release)}: ${all === 1 && repaired.length === 1 ? 0 : all}`;
}

/** Messages that are not explained on their own page alone: `data-plane-401: on no page`. */
function misplacedMessages(
  listed: ReadonlyMap<string, readonly string[]>,
  messages: readonly (MessageSubject & { readonly id: string })[],
): string[] {
  const due = new Map(messages.map((message) => [message.id, messagePage(message)]));
  return [...due].flatMap(([id, page]) => {
    const found = [...listed].flatMap(([name, anchors]) => anchors.filter((anchor) => anchor === id).map(() => name));
    return found.length === 1 && found[0] === page ? [] : [`${id}: on ${found.join(', ') || 'no page'}`];
  });
}

it('a message has the same phase and part in every protocol, so its address stays', () => {
  const pages = new Map<string, Set<string>>();
  for (const { number } of protocols) {
    for (const { value } of cachedProtocolSpec(projectRoot, number).messages) {
      pages.set(value.id, (pages.get(value.id) ?? new Set()).add(messagePage(value)));
    }
  }
  expect([...pages].filter(([, of]) => of.size !== 1)).toEqual([]);
});

describe.each(protocols)('protocol $number', (protocol) => {
  const spec = cachedProtocolSpec(projectRoot, protocol.number);
  const commands = [...spec.commands.values()].map((command) => command.value);
  const folder = folderOfPages(protocol);

  function pageFile(page: string): string {
    return path.join(projectRoot, folder, `${page}.mdx`);
  }

  function expanded(page: string): Promise<string> {
    return expandPage(projectRoot, `${folder}/${page}.mdx`, readFileSync(pageFile(page), 'utf8'));
  }

  /** Commands that have a page of their own: the others only print the help of their group. */
  const withPage = commands.filter((command) => pageOfCommand(command.command) !== undefined);

  describe('every command has a page with all that is known of it', () => {
    it.each(withPage.map((command) => [command.command, command] as const))('%s', (name, command) => {
      const file = pageFile(pageOfCommand(name)!);
      expect(existsSync(file), `${file} is missing`).toBe(true);
      expect(missingOf(command, readFileSync(file, 'utf8'), spec)).toEqual([]);
    });

    it('leaves out groups only', () => {
      expect(commands.filter((command) => !withPage.includes(command)).every((command) => command.group)).toBe(true);
    });

    it('sees what a page lacks', () => {
      const command = spec.commands.get('worker queue')!.value;
      const whole = readFileSync(pageFile('reference/cli/worker-queue'), 'utf8');
      const without = (text: string): string[] => missingOf(command, whole.replaceAll(text, ''), spec);
      expect(without('<Synopsis command="worker queue" />')).toEqual(['Synopsis']);
      expect(without('<Flags command="worker queue" />')).toEqual(['Flags']);
      expect(without('<ExitCodes command="worker queue" />')).toEqual(['ExitCodes']);
      expect(missingOf(command, whole.replace(/<Output [^/]*\/[^/]*\/>/, ''), spec)).toEqual(['Output']);
      expect(missingOf(command, whole.replace(/<Recording [^>]*>/g, ''), spec)).toEqual(['an example recording']);
      expect(
        missingOf(command, whole.replace(/<Recording [^>]*>/g, '<Recording id="log/token-create" />'), spec),
      ).toEqual(['an example recording']);
    });
  });

  describe('the lists are complete', () => {
    const anchors = new Map<string, readonly string[]>();

    beforeAll(async () => {
      for (const page of ['exit-codes', 'output-schemas', 'states', 'wire-protocol']) {
        const file = `${folder}/reference/${page}.mdx`;
        anchors.set(page, await headingAnchors(projectRoot, file, readFileSync(path.join(projectRoot, file), 'utf8')));
      }
    }, 60_000);

    describe('messages', () => {
      const messages = spec.messages.map(({ value }) => value);
      const listed = new Map<string, readonly string[]>();

      beforeAll(async () => {
        for (const name of readdirSync(path.join(projectRoot, folder, MESSAGES_PAGE))) {
          const page = `${MESSAGES_PAGE}/${name.replace('.mdx', '')}`;
          listed.set(
            page,
            await headingAnchors(projectRoot, `${folder}/${page}.mdx`, readFileSync(pageFile(page), 'utf8')),
          );
        }
      });

      it('every message is explained on exactly one page, under its own anchor', () => {
        expect(misplacedMessages(listed, messages)).toEqual([]);
      });

      it('sees a message that is on no page, on two, or on another than its own', () => {
        const [page, anchors] = [...listed].find(
          ([name]) => name === messagePage({ phase: 'dispatch', part: 'capability' }),
        )!;
        const [first, ...rest] = anchors;
        const plant = (entries: readonly (readonly [string, readonly string[]])[]): string[] =>
          misplacedMessages(new Map([...listed, ...entries]), messages);
        expect(plant([[page, rest]])).toEqual([`${first}: on no page`]);
        expect(plant([[page, [...anchors, first!]]])).toEqual([`${first}: on ${page}, ${page}`]);
        const other = `${MESSAGES_PAGE}/dispatch`;
        expect(plant([[other, [...listed.get(other)!, first!]]])).toEqual([expect.stringContaining(`${first}: on `)]);
        expect(
          plant([
            [page, rest],
            [other, [...listed.get(other)!, first!]],
          ]),
        ).toEqual([`${first}: on ${other}`]);
      });

      it('the list of all messages names each and keeps its anchor', async () => {
        const markdown = await expanded(MESSAGES_PAGE);
        for (const message of messages) {
          expect(markdown).toContain(`(./${path.relative('reference', messagePage(message))}.mdx#${message.id})`);
        }
      });

      it('the page of a phase leads on from the anchors of messages that have a page of their part', async () => {
        const withPart = messages.filter(({ part }) => part !== undefined);
        for (const phase of new Set(withPart.map((message) => message.phase))) {
          const markdown = await expanded(messagePage({ phase }));
          for (const { part, id } of withPart.filter((message) => message.phase === phase)) {
            expect(markdown).toContain(`(./${part}.mdx#${id})`);
          }
        }
      });
    });

    it('every command has its exit codes', () => {
      expect(anchors.get('exit-codes')).toEqual(
        expect.arrayContaining(commands.map((command) => command.command.replaceAll(' ', '-'))),
      );
    });

    it('every output has its schema and an example that was recorded', () => {
      expect([...anchors.get('output-schemas')!].sort()).toEqual([...spec.outputs.keys()].sort());
      const tags = tagsOf(readFileSync(pageFile('reference/output-schemas'), 'utf8')).filter(
        (tag) => tag.name === 'OutputSchema',
      );
      expect(tags.filter((tag) => tag.attributes['example'] === undefined)).toEqual([]);
    });

    it('every state has its entry', () => {
      const states = [...spec.stateMachines.values()].flatMap(({ value: machine }) =>
        machine.states.map((state) => `${machine.id}-${state.name.replaceAll('_', '-')}`),
      );
      expect(anchors.get('states')).toEqual(expect.arrayContaining(states));
    });

    // A protocol gets its pages of changes with its releases.
    describe.runIf(spec.protocol.released)('changes', () => {
      const releases = cachedChanges(projectRoot, spec);
      let pages: readonly string[] = [];

      beforeAll(async () => {
        const names = readdirSync(path.join(projectRoot, folder, CHANGES_PAGE)).sort();
        pages = await Promise.all(names.map((name) => expanded(`${CHANGES_PAGE}/${name.replace('.mdx', '')}`)));
      });

      it('every change is on exactly one page', () => {
        expect(misplacedChanges(pages, releases)).toEqual([]);
      });

      it('sees a change that is on no page, and one that is on two', () => {
        const [release] = releases;
        const heading = shortRelease(release!.release);
        const without = pages.map((page) =>
          page.replace(new RegExp(`(^ *## ${heading}\\n[^#]*?)\\n *\\* .*\\n`, 'm'), '$1\n'),
        );
        const due = dueOf(release!);
        expect(misplacedChanges(without, releases)).toContain(`missing: ${due}`);
        expect(misplacedChanges(pages.slice(0, -1), releases)).toContain(`missing: ${due}`);
        expect(misplacedChanges([...pages, pages.at(-1)!], releases)).toContain(due);
      });

      it('every release that changed something has its sentence, and no other has one', () => {
        const headlines = cachedHeadlines(projectRoot);
        expect(faultsOfHeadlines(headlines, releases, spec)).toEqual([]);
        const [told] = releases.filter(({ release }) => headlines.has(release));
        const without = new Map([...headlines].filter(([release]) => release !== told!.release));
        expect(faultsOfHeadlines(without, releases, spec)).toEqual([
          `${told!.release} changed something: say what, in one sentence, in spec/headlines.yaml`,
        ]);
        const others = releases.filter((release) => release !== told);
        expect(faultsOfHeadlines(headlines, others, spec)).toEqual([
          `spec/headlines.yaml has a sentence for ${told!.release}, which changed nothing: remove it`,
        ]);
      });

      it('the index names every release and keeps its anchor, newest first', async () => {
        const links = [
          ...(await expanded(CHANGES_PAGE)).matchAll(/^\* \[.*?\]\(\.\/changes\/[\d-]+\.mdx#([\d-]+)\)/gm),
        ];
        expect(links.map(([, anchor]) => anchor)).toEqual(releases.map(({ release }) => anchorOfRelease(release)));
      });
    });

    it('every verb has its entry', () => {
      const verbs = spec.wire.value.verbs.map((verb) => verb.name.replaceAll('.', '-').toLowerCase());
      expect(anchors.get('wire-protocol')).toEqual(expect.arrayContaining(verbs));
    });

    it('every built-in model has a page with its fields, methods and a query that was run', () => {
      for (const [id, { value: model }] of spec.models) {
        const tags = tagsOf(readFileSync(pageFile(`reference/models/${id}`), 'utf8'));
        for (const name of ['ModelRecord', 'ModelFields', 'ModelMethods']) {
          expect(tags).toContainEqual({ name, attributes: { model: id } });
        }
        const queries = tags.filter(
          (tag) =>
            tag.name === 'Recording' &&
            spec.recordings
              .get(tag.attributes['id']!)
              ?.value.processes.some(({ command }) => command.includes(`modelType == "${model.type}"`)),
        );
        expect(queries.length, `${id} shows no query`).toBeGreaterThan(0);
      }
    });

    it.each([
      ['placement-fields', 'PlacementFields'],
      ['environment-variables', 'EnvironmentVariables'],
      ['environment-variables', 'EnvironmentDenylist'],
      ['cli/global-options', 'GlobalFlags'],
    ])('%s has <%s>', (page, name) => {
      expect(tagsOf(readFileSync(pageFile(`reference/${page}`), 'utf8')).map((tag) => tag.name)).toContain(name);
    });

    it('timings of every kind are listed', () => {
      const kinds = new Set(spec.timings.value.map((timing) => timing.kind));
      const shown = tagsOf(readFileSync(pageFile('reference/timings'), 'utf8')).flatMap((tag) =>
        tag.name === 'Timings' ? [tag.attributes['kind']] : [],
      );
      expect([...kinds].filter((kind) => !shown.includes(kind))).toEqual([]);
    });
  });
});
