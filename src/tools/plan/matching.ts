import type { Candidate, Lack, Lacking } from './plan.ts';
import type { PoolWorker } from './request.ts';

/** What a step asks for. */
export interface Requirement {
  readonly target?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly platform?: string | undefined;
}

/** A requirement in the words of the program. */
export function requirementWords({ target, labels = {}, platform }: Requirement): string {
  if (target !== undefined) {
    return `target '${target}'`;
  }
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [pairs.length > 0 ? `labels ${pairs.join(',')}` : '', platform ? `platform '${platform}'` : '']
    .filter((part) => part !== '')
    .join(' and ')
    .concat(pairs.length === 0 && !platform ? 'any worker' : '');
}

/** What a worker lacks of a requirement, free slots aside. */
export function lacksOf(worker: PoolWorker, requirement: Requirement): Lack[] {
  return [...stateLacks(worker, requirement), ...fitLacks(worker, requirement)];
}

function stateLacks({ name, status }: PoolWorker, { target }: Requirement): Lack[] {
  switch (status) {
    case 'disconnected':
      return [{ kind: 'state', text: `\`${name}\` is not connected` }];
    case 'draining':
      return [{ kind: 'state', text: `\`${name}\` drains and takes nothing new` }];
    case 'unverified':
      return [
        {
          kind: 'state',
          text: `\`${name}\` is unverified${target === undefined ? '' : ', so it gets no step, also not by its name'}`,
        },
      ];
    default:
      return [];
  }
}

function fitLacks(worker: PoolWorker, { target, labels = {}, platform }: Requirement): Lack[] {
  if (target !== undefined) {
    return worker.name === target || worker.instanceUuid === target
      ? []
      : [{ kind: 'name', text: `is \`${worker.name}\`, not \`${target}\`` }];
  }
  return [
    ...Object.entries(labels).flatMap(([key, value]) => labelLack(worker, key, value)),
    ...platformLacks(worker, platform),
  ];
}

function labelLack({ labels }: PoolWorker, key: string, value: string): Lack[] {
  if (!Object.hasOwn(labels, key)) {
    return [{ kind: 'label-missing', text: `has no label \`${key}\`` }];
  }
  return labels[key] === value
    ? []
    : [{ kind: 'label-value', text: `has \`${key}=${labels[key]}\`, not \`${key}=${value}\`` }];
}

function platformLacks(worker: PoolWorker, required = ''): Lack[] {
  const [platform, arch] = required.split('/');
  return [
    ...(platform && worker.platform !== platform
      ? [{ kind: 'platform', text: `is \`${worker.platform}\`, not \`${platform}\`` } as const]
      : []),
    ...(arch !== undefined && worker.arch !== arch
      ? [{ kind: 'arch', text: `is \`${worker.arch}\`, not \`${arch}\`` } as const]
      : []),
  ];
}

/** What a worker has of what a step asks for. */
export function hasOf(worker: PoolWorker, { target, labels = {}, platform }: Requirement): string[] {
  if (target !== undefined) {
    return [];
  }
  const [os, arch] = (platform ?? '').split('/');
  return [
    ...Object.entries(labels)
      .filter(([key, value]) => worker.labels[key] === value)
      .map(([key, value]) => `${key}=${value}`),
    ...(os && worker.platform === os ? [os] : []),
    ...(arch && worker.arch === arch ? [arch] : []),
  ];
}

/** The free slots of a worker. */
export function freeSlots({ capacity, running }: PoolWorker): number {
  return Math.max(0, capacity - running);
}

/** Those that can take a step now, in the order of the choice, and all others, nearest first. */
export function sortPool(
  pool: readonly PoolWorker[],
  requirement: Requirement,
): { readonly candidates: readonly Candidate[]; readonly others: readonly Lacking[] } {
  const judged = pool.map((worker) => {
    const lacks = lacksOf(worker, requirement);
    const full: Lack[] =
      freeSlots(worker) > 0
        ? []
        : [{ kind: 'slot', text: `has no free slot (${worker.running} of ${worker.capacity} in use)` }];
    return { worker, lacks: [...lacks, ...full], has: hasOf(worker, requirement) };
  });
  return {
    candidates: judged
      .filter(({ lacks }) => lacks.length === 0)
      .map(({ worker }) => ({ worker, freeSlots: freeSlots(worker) }))
      .sort((a, b) => b.freeSlots - a.freeSlots || a.worker.name.localeCompare(b.worker.name)),
    others: judged
      .filter(({ lacks }) => lacks.length > 0)
      .sort((a, b) => a.lacks.length - b.lacks.length || a.worker.name.localeCompare(b.worker.name)),
  };
}
