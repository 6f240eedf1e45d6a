import type { MatchData, MatchProtocol, Refusal } from '../../tools/match/match-data.ts';
import type { UpgradePage } from '../../markdown/tree/upgrade-pages.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { refusedPairs } from '../../facts/refused-pairs.ts';
import type { RefusedPair } from '../../facts/refused-pairs.ts';
import type { Protocol } from '../../facts/releases.ts';

/** Picks what the page needs from all facts. */
export function matchDataOf(specs: readonly ProtocolSpec[], upgrades: readonly UpgradePage[]): MatchData {
  const { index } = specs[0]!;
  const protocols = index.protocols.filter((protocol) => protocol.released).map(matchProtocol);
  return {
    protocols: protocols as [MatchProtocol, ...MatchProtocol[]],
    releases: index.releases,
    refusals: refusedPairs(specs).map(refusalOfPair),
    upgrades,
  };
}

function matchProtocol({ number, label, released, first, last, ended, verified, pathName }: Protocol): MatchProtocol {
  return { number, label, released, first, last, ended, verified, docs: `/${pathName}` };
}

function refusalOfPair({ orchestrator, worker, prints }: RefusedPair): Refusal {
  return {
    orchestrator: {
      protocol: orchestrator.number,
      release: orchestrator.verified,
      prints: printed(prints.orchestrator),
    },
    worker: {
      protocol: worker.number,
      release: worker.verified,
      prints: printed(prints.worker),
      exitCode: prints.worker.exitCode!,
    },
  };
}

function printed({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  return [stdout, stderr]
    .map((stream) => stream.replace(/^\n+/, '').trimEnd())
    .filter((stream) => stream !== '')
    .join('\n');
}
