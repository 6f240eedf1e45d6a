import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { liesBetweenProtocols, nextAfter, protocolsOfDay } from '../answer.ts';
import type { ClearMachine, Machine, Side, UnclearText } from '../answer.ts';
import type { MatchData, MatchProtocol } from '../match-data.ts';
import { withRelease } from '../../reading/reading-address.ts';
import { shortRelease } from '../../../facts/release.ts';

interface Props {
  readonly data: MatchData;
  readonly side: Side;
  readonly machine: Machine;
  /** Whether the other field is empty. */
  readonly alone: boolean;
}

/** What is known of one machine. */
export function MachineAnswer({ data, side, machine, alone }: Props): ReactNode {
  if (machine.kind === 'unclear' && machine.found.kind === 'empty') {
    return null;
  }
  const name = alone ? 'This machine' : { orchestrator: 'The orchestrator', worker: 'The worker' }[side];
  return (
    <p className={`match__machine match__machine--${machine.kind}`}>
      <strong>{name}:</strong>{' '}
      {machine.kind === 'clear' ? <ReleaseAnswer data={data} machine={machine} /> : unclearWords(machine.found, data)}
    </p>
  );
}

function ReleaseAnswer({ data, machine }: { readonly data: MatchData; readonly machine: ClearMachine }): ReactNode {
  const { release, standing } = machine;
  const oldest = data.protocols[data.protocols.length - 1]!;
  const shown = <code>{shortRelease(release)}</code>;
  switch (standing.kind) {
    case 'before-remote-execution':
      return (
        <>
          {shown} is older than <code>{shortRelease(oldest.first)}</code>, the first release with remote execution. It
          has neither an orchestrator nor a worker that could enroll.
        </>
      );
    case 'newer-than-known':
      return (
        <>
          {shown} is newer than <code>{shortRelease(standing.protocol.last)}</code>, the newest release known here. It
          speaks protocol {standing.protocol.number}, unless a later protocol came since.{' '}
          <Link to="/compare-help">Compare its help with these pages</Link>.{' '}
          <ReadLink protocol={standing.protocol} machine={machine} />
        </>
      );
    case 'known':
      return (
        <>
          {shown} speaks protocol {standing.protocol.number}.{' '}
          <ReadLink protocol={standing.protocol} machine={machine} />
        </>
      );
    case 'unlisted':
      return liesBetweenProtocols(standing.protocol, release) ? (
        <>
          {shown} is no known release. It lies between the last one of protocol {standing.protocol.number} and the first
          of protocol {nextAfter(data.protocols, standing.protocol).number}, so it speaks one of the two.
        </>
      ) : (
        <>
          {shown} is no known release. It lies between two that speak protocol {standing.protocol.number}, so it speaks
          it, too. <ReadLink protocol={standing.protocol} machine={machine} />
        </>
      );
  }
}

/** To the pages of a protocol, which then show what holds for the release. */
function ReadLink({
  protocol,
  machine,
}: {
  readonly protocol: MatchProtocol;
  readonly machine: ClearMachine;
}): ReactNode {
  return (
    <Link to={withRelease(protocol.docs, machine.release)}>
      Read {protocol.label} for {shortRelease(machine.release)}
    </Link>
  );
}

function unclearWords(found: UnclearText, data: MatchData): ReactNode {
  const example = <code>swamp {shortRelease(data.protocols[0].verified)}</code>;
  switch (found.kind) {
    case 'empty':
      return null;
    case 'nothing':
      return (
        <>
          There is no release in this text. Paste what <code className="whole">swamp --version</code> prints, such as{' '}
          {example}.
        </>
      );
    case 'almost':
      return found.lacks === 'time' ? (
        <DayAnswer day={found.text} data={data} />
      ) : (
        <>
          <code>{found.text}</code> looks like a release, but is no date and time. A release looks like {example}.
        </>
      );
    case 'refusal':
      return (
        <>
          This line says that the worker speaks protocol {found.worker} and the orchestrator protocol{' '}
          {found.orchestrator}: they refuse each other until both speak one protocol.
        </>
      );
    case 'several':
      return (
        <>
          This text names several releases:{' '}
          {found.releases.map((release, index) => (
            <span key={release}>
              {index > 0 && ', '}
              <code>{shortRelease(release)}</code>
            </span>
          ))}
          . Leave only the one of this machine.
        </>
      );
  }
}

/** What is known of a release of which only the day is given. */
function DayAnswer({ day, data }: { readonly day: string; readonly data: MatchData }): ReactNode {
  const protocols = protocolsOfDay(data, day);
  return (
    <>
      <code>{day}</code> is a date; a release also has a time, and several came on one day.{' '}
      {protocols.map(({ number, first, last }, index) => (
        <span key={number}>
          {index > 0 && `, from ${shortRelease(first)} on `}
          {index === 0 && (protocols.length > 1 ? `Until ${shortRelease(last)} they speak ` : 'All of that day speak ')}
          protocol {number}
          {index === protocols.length - 1 && '.'}
        </span>
      ))}
    </>
  );
}
