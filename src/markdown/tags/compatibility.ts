import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { cachedProtocolSpecs, cachedReleases } from '../../facts/cache.ts';
import { refusedPairs } from '../../facts/refused-pairs.ts';
import type { RefusedPair } from '../../facts/refused-pairs.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { heading, inlineCode, link, paragraph, prose, table, text } from '../nodes.ts';
import type { Cell } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';
import { processBlocks } from './recording.ts';

const NO_ATTRIBUTES = z.strictObject({});

/** `<CompatibilityMatrix />`: every protocol of an orchestrator with every protocol of a worker. */
export const compatibilityMatrixTag = defineSiteTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { root }) => {
    const protocols = releasedProtocols(root);
    const headings = ['Orchestrator', ...protocols.map(({ number }) => `Worker of protocol ${number}`)];
    return [
      table(
        headings,
        protocols.map((orchestrator) => ({
          cells: [
            [text(orchestrator.label)],
            ...protocols.map((worker): Cell => {
              return orchestrator === worker
                ? [{ type: 'strong', children: [text('works')] }]
                : [link(`#${anchorOfPair(orchestrator, worker)}`, 'refused')];
            }),
          ],
        })),
      ),
    ];
  },
});

/** `<RefusedPairs />`: what both sides print, for each pair of protocols that does not match. */
export const refusedPairsTag = defineSiteTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { root }) => refusedPairs(cachedProtocolSpecs(root)).flatMap(pairBlocks),
});

/** `<CompatibilityExamples />`: pairs of real releases, the widest apart of each two protocols. */
export const compatibilityExamplesTag = defineSiteTag({
  kind: 'block',
  attributes: NO_ATTRIBUTES,
  expand: (_, { root }) => {
    const protocols = releasedProtocols(root);
    const rows = protocols.flatMap((orchestrator) =>
      protocols
        .filter((worker) => Math.abs(orchestrator.number - worker.number) <= 1)
        .map((worker) => exampleRow(orchestrator, worker)),
    );
    return [table(['Orchestrator', 'Worker', 'Result', 'Why'], rows)];
  },
});

function releasedProtocols(root: string): readonly Protocol[] {
  return cachedReleases(root).protocols.filter((protocol) => protocol.released);
}

function anchorOfPair(orchestrator: Protocol, worker: Protocol): string {
  return `orchestrator-${orchestrator.number}-worker-${worker.number}`;
}

function pairBlocks({ orchestrator, worker, recording, prints }: RefusedPair): BlockContent[] {
  return [
    heading(
      3,
      anchorOfPair(orchestrator, worker),
      text(`Orchestrator of protocol ${orchestrator.number}, worker of protocol ${worker.number}`),
    ),
    paragraph(...prose(recording.title)),
    paragraph(text(`The worker prints this and ends with exit code ${prints.worker.exitCode}:`)),
    ...processBlocks(prints.worker, 'output', false),
    paragraph(text('The orchestrator prints this, or nothing:')),
    ...processBlocks(prints.orchestrator, 'output', false),
    paragraph(
      link(
        `/match?orchestrator=${shortRelease(orchestrator.verified)}&worker=${shortRelease(worker.verified)}`,
        'What to upgrade',
      ),
    ),
  ];
}

function exampleRow(orchestrator: Protocol, worker: Protocol) {
  // Close in time and yet apart, or far apart in time and yet together.
  const [o, w] =
    orchestrator.number > worker.number ? [orchestrator.first, worker.last] : [orchestrator.last, worker.first];
  const same = orchestrator === worker;
  return {
    cells: [
      [inlineCode(shortRelease(o))],
      [inlineCode(shortRelease(w))],
      [text(same ? 'works' : 'refused')],
      [
        text(
          same
            ? `Both speak protocol ${worker.number}.`
            : `Protocol ${orchestrator.number} meets protocol ${worker.number}.`,
        ),
      ],
    ],
  };
}
