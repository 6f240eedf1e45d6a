import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import { useMemo, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { matchAnswer } from '../answer.ts';
import type { Side } from '../answer.ts';
import { queryOf, textsFromQuery } from '../match-address.ts';
import type { MatchData } from '../match-data.ts';
import { shortRelease } from '../../../facts/release.ts';
import { ProtocolTable } from '../../versions/ProtocolTable.tsx';
import { useGivenText } from '../../../ui/useGivenText.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { MachineAnswer } from './MachineAnswer.tsx';
import { TogetherAnswer } from './TogetherAnswer.tsx';

const TITLE = 'Match your releases';
const DESCRIPTION =
  'Paste what swamp --version prints on orchestrator and worker: the protocol of each, whether they work together, and what to upgrade.';

const FIELDS: readonly (readonly [side: Side, label: string])[] = [
  ['orchestrator', 'Orchestrator, or your only machine'],
  ['worker', 'Worker'],
];

const NOTHING: Readonly<Record<Side, string>> = { orchestrator: '', worker: '' };

/** Tells which protocol pasted releases speak and whether they work together. It needs no network. */
export default function MatchPage({ data }: { readonly data: MatchData }): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  const query = useQuery();
  const [typed, setTyped] = useState<Readonly<Record<Side, string>>>();
  const asked = useMemo(() => textsFromQuery(query), [query]);
  const texts = typed ?? asked;
  const answer = useMemo(() => matchAnswer(data, texts), [data, texts]);

  const read = (): void => {
    const given = { ...NOTHING };
    for (const [side] of FIELDS) {
      given[side] = fieldOf(form.current!, side).value;
    }
    setTyped(given);
    // Not through the router: it would count as opening a page and move the reader to its top.
    window.history.replaceState(
      window.history.state,
      '',
      `${window.location.pathname}${queryOf(matchAnswer(data, given))}`,
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    read();
  };

  return (
    <Layout title={TITLE} description={DESCRIPTION}>
      <main className="plain-page match" data-needs-app="address">
        <Heading as="h1">{TITLE}</Heading>
        <p>
          An orchestrator refuses a worker of another protocol. Paste what{' '}
          <code className="whole">swamp --version</code> prints on each machine, or a release tag. One field is enough
          to find the protocol of one machine.
        </p>
        <form ref={form} className="match__form" onSubmit={submit} onInput={read} aria-label="Releases">
          {FIELDS.map(([side, label]) => (
            <ReleaseField
              key={side}
              side={side}
              label={label}
              given={asked[side]}
              placeholder={`swamp ${shortRelease(data.protocols[0].verified)}`}
            />
          ))}
        </form>
        <p className="match__without-script">
          Without JavaScript this page cannot read your releases. Look them up in the table below: two releases work
          together when they are in the same row.
        </p>
        <div className="match__answer" role="status">
          {FIELDS.map(([side]) => (
            <MachineAnswer key={side} data={data} side={side} machine={answer[side]} alone={isAlone(texts, side)} />
          ))}
          <TogetherAnswer data={data} answer={answer} />
        </div>
        <Heading as="h2" id="ranges">
          All releases
        </Heading>
        <p>
          A release is a date and a time. It speaks the protocol of the row whose first and last release enclose it.
          Nothing that you paste here leaves your machine.
        </p>
        <div className="match__ranges">
          <ProtocolTable />
        </div>
      </main>
    </Layout>
  );
}

interface ReleaseFieldProps {
  readonly side: Side;
  readonly label: string;
  /** What the address asks for. */
  readonly given: string;
  readonly placeholder: string;
}

/** A field that keeps what is typed by itself: a paste of megabytes must not pass through React. */
function ReleaseField({ side, label, given, placeholder }: ReleaseFieldProps): ReactNode {
  const field = useGivenText<HTMLTextAreaElement>(given);
  return (
    <label className="match__field">
      <span>{label}</span>
      <textarea ref={field} name={side} rows={2} spellCheck={false} autoComplete="off" placeholder={placeholder} />
    </label>
  );
}

function fieldOf(form: HTMLFormElement, side: Side): HTMLTextAreaElement {
  return form.elements.namedItem(side) as HTMLTextAreaElement;
}

/** Whether only this side was given, so that it is one machine and not yet a pair. */
function isAlone(texts: Readonly<Record<Side, string>>, side: Side): boolean {
  return FIELDS.every(([other]) => other === side || texts[other].trim() === '');
}
