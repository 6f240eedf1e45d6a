import { cachedProtocolSpecs } from '../../../src/facts/cache.ts';
import { shortRelease } from '../../../src/facts/release.ts';
import { upgradePages } from '../../../src/markdown/tree/upgrade-pages.ts';
import { matchDataOf } from '../../../src/publish/match-page/match-data-of.ts';
import { liesBetweenProtocols, matchAnswer, nextAfter, protocolsOfDay } from '../../../src/tools/match/answer.ts';
import type { Machine, MatchAnswer, Side, UnclearText } from '../../../src/tools/match/answer.ts';
import type { MatchData } from '../../../src/tools/match/match-data.ts';
import type { Sources } from './sources.ts';

const SIDES: readonly Side[] = ['orchestrator', 'worker'];

/**
 * Says whether two releases work together, from the data of the page that matches releases.
 *
 * @throws Error that says what to give, when a text names no release.
 */
export function matchTool({ root }: Sources, texts: Readonly<Record<Side, string>>): string {
  const data = matchDataOf(cachedProtocolSpecs(root), upgradePages(root));
  const answer = matchAnswer(data, texts);
  const machines = SIDES.map((side) => `The ${side}: ${machineInWords(answer[side], data)}`);
  if (SIDES.some((side) => answer[side].kind === 'unclear')) {
    throw new Error(machines.join('\n'));
  }
  return [...machines, '', ...togetherInWords(answer, data)].join('\n');
}

function machineInWords(machine: Machine, data: MatchData): string {
  if (machine.kind === 'unclear') {
    return unclearInWords(machine.found, data);
  }
  const { release, standing } = machine;
  const name = shortRelease(release);
  switch (standing.kind) {
    case 'before-remote-execution':
      return `${name} has no remote execution; ${shortRelease(data.protocols.at(-1)!.first)} is the first release with it.`;
    case 'newer-than-known':
      return `${name} is newer than ${shortRelease(standing.protocol.last)}, the newest release known here. It speaks protocol ${standing.protocol.number}, unless a later protocol came since.`;
    case 'known':
      return `${name} speaks protocol ${standing.protocol.number}. Read ${standing.protocol.docs}.`;
    case 'unlisted':
      return liesBetweenProtocols(standing.protocol, release)
        ? `${name} is no known release. It speaks protocol ${standing.protocol.number} or ${nextAfter(data.protocols, standing.protocol).number}.`
        : `${name} is no known release. By its date it speaks protocol ${standing.protocol.number}.`;
  }
}

function unclearInWords(found: UnclearText, data: MatchData): string {
  const example = `Give what \`swamp --version\` prints, such as swamp ${shortRelease(data.protocols[0].verified)}.`;
  switch (found.kind) {
    case 'empty':
      return `nothing was given. ${example}`;
    case 'nothing':
      return `there is no release in this text. ${example}`;
    case 'several':
      return `this text names several releases: ${found.releases.map(shortRelease).join(', ')}. Give the one of this machine.`;
    case 'refusal':
      return `this line says that the worker speaks protocol ${found.worker} and the orchestrator protocol ${found.orchestrator}: they refuse each other. ${example}`;
    case 'almost':
      return found.lacks === 'time'
        ? `${found.text} is a date without a time; its releases speak ${spokenOn(found.text, data)}. ${example}`
        : `${found.text} is no date and time. ${example}`;
  }
}

function spokenOn(day: string, data: MatchData): string {
  const numbers = protocolsOfDay(data, day).map(({ number }) => `protocol ${number}`);
  return numbers.length === 0 ? 'no known protocol' : numbers.join(' or ');
}

function togetherInWords({ together, ...machines }: MatchAnswer, data: MatchData): string[] {
  switch (together.kind) {
    case 'not-asked':
      return [];
    case 'same-release':
      return ['They work together: both have the same release.'];
    case 'same-protocol':
      return [
        `They work together: both speak protocol ${together.protocol}. Where the two releases differ, each side behaves as its own.`,
      ];
    case 'unknown':
      return ['Perhaps: they work together if both speak the same protocol, and the known releases do not tell.'];
    case 'no-remote-execution':
      return [
        `They do not work together. Upgrade ${together.sides.map((side) => `the ${side}`).join(' and ')} to a release with remote execution, best to ${shortRelease(data.protocols[0].last)} on both.`,
      ];
    case 'refused': {
      const { older, refusal, upgrade } = together;
      const newer = older === 'worker' ? 'orchestrator' : 'worker';
      const machine = machines[newer];
      return [
        'They do not work together: the orchestrator refuses the worker, whose `swamp worker connect` ends. The token is not used up.',
        `Upgrade the ${older} to a release of the same protocol as the ${newer}${machine.kind === 'clear' ? `, best to ${shortRelease(machine.release)}` : ''}.${upgrade === undefined ? '' : ` How: ${upgrade.path}`}`,
        ...(refusal === undefined
          ? []
          : [
              '',
              `The worker prints, and ends with exit code ${refusal.worker.exitCode}:`,
              refusal.worker.prints,
              '',
              'The orchestrator prints, or nothing:',
              refusal.orchestrator.prints,
            ]),
      ];
    }
  }
}
