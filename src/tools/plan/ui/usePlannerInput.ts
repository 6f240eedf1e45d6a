import { useCallback, useEffect, useRef, useState } from 'react';
import type { Release } from '../../../facts/release.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { useReading } from '../../reading/ui/useReading.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';
import { forgetPlan, keepPlan, keptPlan, readAddress } from './plan-address.ts';
import type { SharedPlan } from './plan-address.ts';
import { loadExample } from './load-example.ts';
import { EMPTY_INPUT, InputProblem, plannedFirst } from './planner-input.ts';
import type { PlannerInput } from './planner-input.ts';
import { checkSize, readFiles } from './read-files.ts';
import { readRelease } from './release-text.ts';
import type { ReadRelease } from './release-text.ts';
import { loadPlanning, reasonOf } from './usePlan.ts';

/** Everything that a plan depends on, wherever it comes from. */
export interface PlannerFields {
  readonly input: PlannerInput;
  /** What stands in the field of the release. */
  readonly releaseText: string;
  readonly release: ReadRelease;
  /** The protocol whose examples are offered. */
  readonly protocol: number;
  /** Changes fields, and plans nothing yet. */
  change(part: Partial<PlannerInput>): void;
  /** Changes fields, and plans. */
  take(part: Partial<PlannerInput>): void;
  takeFiles(files: readonly File[]): Promise<void>;
  takeExample(id: string): Promise<void>;
  /** Writes another release, and plans nothing yet. */
  typeRelease(text: string): void;
  /** Plans for another release, if there is something to plan. */
  takeRelease(text: string): void;
  /** Plans what is there. */
  submit(): void;
  /** Says what is wrong with the fields. */
  tell(problem: string): void;
  clear(): void;
  /** The fields as a link carries them. */
  readonly shared: SharedPlan;
}

interface Actions {
  readonly start: (asked: { readonly input: PlannerInput; readonly release: Release }) => void;
  /** Shows why there is no plan, or nothing. */
  readonly show: (problem?: string) => void;
}

/** Keeps what the reader wrote, pasted, dropped and chose, and what a link brings. */
export function usePlannerInput({ start, show }: Actions): PlannerFields {
  const versions = usePublishedVersions();
  const [input, setInput] = useState<PlannerInput>(EMPTY_INPUT);
  const [typedRelease, setTypedRelease] = useState<string>();
  const given = useGivenRelease();
  const releaseText = typedRelease ?? given;
  const release = readRelease(releaseText, versions);

  const plan = useCallback(
    (next: PlannerInput, text: string): void => {
      const read = readRelease(text, versions);
      if (read.kind === 'problem') {
        show(read.problem);
      } else {
        start({ input: next, release: read.release });
      }
    },
    [versions, start, show],
  );

  const keep = (next: PlannerInput, written: string | undefined): void => {
    setInput(next);
    setTypedRelease(written);
    keepPlan({ release: written, input: next });
  };

  const change = (part: Partial<PlannerInput>): void => keep({ ...input, ...part }, typedRelease);

  const take = (part: Partial<PlannerInput>): void => {
    const next = { ...input, ...part };
    try {
      checkSize(next.files.reduce((sum, { text }) => sum + text.length, 0));
    } catch (error) {
      show(reasonOf(error));
      return;
    }
    keep(next, typedRelease);
    plan(next, releaseText);
  };

  const takeFiles = async (files: readonly File[]): Promise<void> => {
    try {
      take({ files: plannedFirst(await readFiles(files)) });
    } catch (error) {
      show(reasonOf(error));
    }
  };

  const protocol = release.kind === 'release' ? release.protocol : versions[0]!.number;
  const takeExample = async (id: string): Promise<void> => {
    try {
      const next = await loadExample(id, () => protocol);
      keep(next, typedRelease);
      plan(next, releaseText);
    } catch (error) {
      show(reasonOf(error));
    }
  };

  const isEmpty = input.files.every(({ text }) => text.trim() === '');
  const takeRelease = (text: string): void => {
    if (text !== typedRelease) {
      keep(input, text);
    }
    if (!isEmpty) {
      plan(input, text);
    }
  };

  useAskedPlan({
    protocol,
    adopt: (shared) => {
      setInput(shared.input);
      setTypedRelease(shared.release);
      plan(shared.input, shared.release ?? given);
    },
    show,
  });

  const clear = (): void => {
    setInput(EMPTY_INPUT);
    forgetPlan();
    show();
  };

  return {
    ...{ input, releaseText, release, protocol, change, take, takeFiles, takeExample, takeRelease, clear },
    typeRelease: (text) => keep(input, text),
    submit: () => (isEmpty ? show('There is nothing to plan yet. Paste a workflow file.') : plan(input, releaseText)),
    tell: show,
    shared: { release: releaseText, input },
  };
}

/** The release that the address or the reader's device asks for, else the newest verified one. */
function useGivenRelease(): string {
  const versions = usePublishedVersions();
  const query = useQuery();
  const reading = useReading();
  const asked = Number(new URLSearchParams(query).get('protocol'));
  const version = versions.find(({ number }) => number === asked);
  const isRead = reading !== undefined && (version === undefined || readsFor(reading.version, version.number));
  return isRead ? reading.release.replace(/\.0$/, '') : (version ?? versions[0]!).verified;
}

function readsFor(version: NonNullable<ReturnType<typeof useReading>>['version'], protocol: number): boolean {
  return version.kind === 'speaks' && version.version.number === protocol;
}

interface Adopting {
  /** Of the examples, unless the address names one. */
  readonly protocol: number;
  readonly adopt: (shared: SharedPlan) => void;
  readonly show: (problem?: string) => void;
}

/** Takes what the address asks for, or what was there before the page was loaded anew; what was typed stays. */
function useAskedPlan(adopting: Adopting): void {
  const latest = useRef(adopting);
  useEffect(() => {
    latest.current = adopting;
  });
  useEffect(() => {
    let isCurrent = true;
    const open = (isFirst: boolean): void => {
      askedPlan(() => latest.current.protocol, isFirst).then(
        (shared) => {
          if (isCurrent && shared !== undefined && (!isFirst || isUntouched(shared))) {
            latest.current.adopt(shared);
          }
        },
        (error: unknown) => latest.current.show(reasonOf(error)),
      );
    };
    const reopen = (): void => open(false);
    if (window.location.search + window.location.hash !== '') {
      loadPlanning();
    }
    open(true);
    window.addEventListener('hashchange', reopen);
    return () => {
      isCurrent = false;
      window.removeEventListener('hashchange', reopen);
    };
  }, []);
}

async function askedPlan(protocol: () => number, isFirst: boolean): Promise<SharedPlan | undefined> {
  const { search, hash } = window.location;
  const asked = await readAddress(search, hash);
  switch (asked.kind) {
    case 'broken':
      throw new InputProblem(
        'The link is damaged: a part of it is missing, or something changed it. Ask for it again.',
      );
    case 'plan':
      return asked.plan;
    case 'example':
      return isFirst ? { release: undefined, input: await loadExample(asked.id, protocol) } : undefined;
    case 'nothing':
      return isFirst ? keptPlan() : undefined;
  }
}

/** Whether the reader has not begun to write while the page began to run. */
function isUntouched({ input }: SharedPlan): boolean {
  const text = document.querySelector<HTMLTextAreaElement>(`#${fileFieldId(0)}`)?.value ?? '';
  return text === '' || text === input.files[0]?.text;
}

/** Id of the field of a workflow file. */
export function fileFieldId(index: number): string {
  return `plan-file-${index}`;
}
