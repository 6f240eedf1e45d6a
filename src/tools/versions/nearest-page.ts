/**
 * Picks the page that stands in for one that does not exist: the one whose address ends alike, for a page keeps its
 * name when it moves; else the one with the longest common address. A page above the missing one is preferred to a page beside it, for it speaks of the same
 * subject; among neighbors the most similar name wins.
 *
 * @param address - address of the missing page within its version, such as `reference/cli/worker-list`.
 * @param existing - addresses of all pages of the other version; the start page is the empty address.
 * @returns the address of a page that exists, or `undefined` when there is none at all.
 */
export function nearestPage(address: string, existing: readonly string[]): string | undefined {
  return existing.map((candidate) => rank(address, candidate)).sort(compareRanks)[0]?.candidate;
}

interface Rank {
  readonly candidate: string;
  readonly commonEnd: number;
  readonly commonParts: number;
  /** Whether the candidate is the page itself or lies above it. */
  readonly above: boolean;
  readonly commonLetters: number;
}

function rank(address: string, candidate: string): Rank {
  const candidateParts = partsOf(candidate);
  const addressParts = partsOf(address);
  const commonParts = commonStart(addressParts, candidateParts);
  return {
    candidate,
    commonEnd: commonStart([...addressParts].reverse(), [...candidateParts].reverse()),
    commonParts,
    above: commonParts === candidateParts.length,
    commonLetters: commonStart([...address], [...candidate]),
  };
}

function compareRanks(a: Rank, b: Rank): number {
  return (
    b.commonEnd - a.commonEnd ||
    b.commonParts - a.commonParts ||
    Number(b.above) - Number(a.above) ||
    b.commonLetters - a.commonLetters ||
    a.candidate.length - b.candidate.length ||
    (a.candidate < b.candidate ? -1 : 1)
  );
}

function partsOf(address: string): string[] {
  return address.split('/').filter((part) => part !== '');
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const firstDifference = a.findIndex((item, index) => item !== b[index]);
  return firstDifference === -1 ? a.length : firstDifference;
}
