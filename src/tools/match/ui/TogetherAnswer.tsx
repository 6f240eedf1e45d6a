import Link from '@docusaurus/Link';
import CodeBlock from '@theme/CodeBlock';
import type { ReactNode } from 'react';
import type { MatchAnswer, Side, Together } from '../answer.ts';
import type { MatchData, Refusal } from '../match-data.ts';
import { shortRelease } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';

interface Props {
  readonly data: MatchData;
  readonly answer: MatchAnswer;
}

/** Whether orchestrator and worker work together, and what to do if not. */
export function TogetherAnswer({ data, answer }: Props): ReactNode {
  const { together } = answer;
  switch (together.kind) {
    case 'not-asked':
      return null;
    case 'same-release':
      return (
        <Verdict kind="yes" words="They work together.">
          Both have the same release.
        </Verdict>
      );
    case 'same-protocol':
      return (
        <Verdict kind="yes" words="They work together.">
          Both speak protocol {together.protocol}. Where the two releases differ, each side behaves as its own.
        </Verdict>
      );
    case 'unknown':
      return (
        <Verdict kind="unknown" words="Perhaps.">
          They work together if both speak the same protocol, and the known releases do not tell. Two machines with the
          same release always do.
        </Verdict>
      );
    case 'no-remote-execution':
      return (
        <Verdict kind="no" words="They do not work together.">
          Upgrade {together.sides.map((side) => `the ${side}`).join(' and ')} to a release that has remote execution,
          best to <code>{shortRelease(data.protocols[0].last)}</code> on both.
        </Verdict>
      );
    case 'refused':
      return <Refused data={data} answer={answer} together={together} />;
  }
}

function Verdict(props: {
  readonly kind: 'yes' | 'no' | 'unknown';
  readonly words: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <p className={`match__verdict match__verdict--${props.kind}`}>
      <strong>{props.words}</strong> {props.children}
    </p>
  );
}

function Refused(props: Props & { readonly together: Extract<Together, { kind: 'refused' }> }): ReactNode {
  const { refusal, older, upgrade } = props.together;
  const newerRelease = releaseOf(props.answer, older === 'worker' ? 'orchestrator' : 'worker');
  return (
    <>
      <Verdict kind="no" words="They do not work together.">
        The orchestrator refuses the worker, whose <code>swamp worker connect</code> ends. The token is not used up.
      </Verdict>
      {refusal !== undefined && <RefusalLines refusal={refusal} />}
      <p>
        <strong>What to upgrade:</strong> the {older}, to a release of the same protocol as the{' '}
        {older === 'worker' ? 'orchestrator' : 'worker'}, best to the same release, <code>{newerRelease}</code>.{' '}
        {older === 'orchestrator' &&
          `All its workers need a release of that protocol, too. Until then, give this worker the orchestrator's release, ${releaseOf(props.answer, 'orchestrator')}. `}
        {upgrade !== undefined && (
          <Link to={upgrade.path}>
            Upgrade from protocol {upgrade.from} to {upgrade.to}
          </Link>
        )}
      </p>
    </>
  );
}

function RefusalLines({ refusal: { orchestrator, worker } }: { readonly refusal: Refusal }): ReactNode {
  return (
    <>
      <p>The worker prints this, and ends with exit code {worker.exitCode}:</p>
      <CodeBlock language="output">{worker.prints}</CodeBlock>
      <p>The orchestrator prints this, or nothing:</p>
      <CodeBlock language="output">{orchestrator.prints}</CodeBlock>
      <p className="match__evidence">
        Recorded with an orchestrator of {shortRelease(orchestrator.release)} and a worker of{' '}
        {shortRelease(worker.release)}.
      </p>
    </>
  );
}

/** The release of a side whose release was read. */
function releaseOf(answer: MatchAnswer, side: Side): string {
  const machine = answer[side];
  return machine.kind === 'clear' ? shortRelease(machine.release as Release) : '';
}
