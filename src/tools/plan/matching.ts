import type { Lack } from './plan.ts';
import type { PoolWorker } from './request.ts';

/** What a step asks for. Values may be no text: an expression can give a number, and then nobody fits. */
export interface Requirement {
  readonly target?: unknown;
  readonly labels?: Readonly<Record<string, unknown>> | undefined;
  readonly platform?: unknown;
}

/** A requirement in the words of the program. */
export function requirementWords({ target, labels = {}, platform }: Requirement): string {
  if (target !== undefined) {
    return `target '${String(target)}'`;
  }
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  const parts = [
    ...(pairs.length > 0 ? [`labels ${pairs.join(',')}`] : []),
    ...(platform ? [`platform '${String(platform)}'`] : []),
  ];
  return parts.length === 0 ? 'any worker' : parts.join(' and ');
}

/** What a worker lacks of a requirement, free slots aside. */
export function lacksOf(worker: PoolWorker, requirement: Requirement): Lack[] {
  return [...stateLacks(worker), ...fitLacks(worker, requirement)];
}

function stateLacks({ name, status }: PoolWorker): Lack[] {
  switch (status) {
    case 'disconnected':
      return [{ kind: 'state', text: `\`${name}\` is not connected` }];
    case 'draining':
      return [{ kind: 'state', text: `\`${name}\` drains and takes nothing new` }];
    default:
      return [];
  }
}

function fitLacks(worker: PoolWorker, { target, labels = {}, platform }: Requirement): Lack[] {
  if (target !== undefined) {
    return worker.name === target || (worker.instanceUuid !== undefined && worker.instanceUuid === target)
      ? []
      : [{ kind: 'name', text: `\`${worker.name}\` is not \`${String(target)}\`` }];
  }
  return [
    ...Object.entries(labels).flatMap(([key, value]) => labelLack(worker, key, value)),
    ...platformLacks(worker, platform),
  ];
}

function labelLack({ name, labels }: PoolWorker, key: string, value: unknown): Lack[] {
  if (!Object.hasOwn(labels, key)) {
    return [{ kind: 'label-missing', text: `\`${name}\` has no label \`${key}\`` }];
  }
  if (labels[key] === value) {
    return [];
  }
  return [
    {
      kind: 'label-value',
      text:
        typeof value === 'string'
          ? `\`${name}\` has \`${key}=${labels[key]}\`, not \`${key}=${value}\``
          : `\`${name}\` has \`${key}=${labels[key]}\`, but the expression gives a ${typeof value}, which is no text`,
    },
  ];
}

function platformLacks(worker: PoolWorker, required: unknown): Lack[] {
  if (typeof required !== 'string') {
    return [];
  }
  const [platform, arch] = required.split('/');
  return [
    ...(platform && worker.platform !== platform
      ? [{ kind: 'platform', text: `\`${worker.name}\` is \`${worker.platform}\`, not \`${platform}\`` } as const]
      : []),
    ...(arch !== undefined && worker.arch !== arch
      ? [{ kind: 'arch', text: `\`${worker.name}\` is \`${worker.arch}\`, not \`${arch}\`` } as const]
      : []),
  ];
}

/** What a worker has of what a step asks for. */
export function hasOf(worker: PoolWorker, { target, labels = {}, platform }: Requirement): string[] {
  if (target !== undefined) {
    return [];
  }
  const [os, arch] = typeof platform === 'string' ? platform.split('/') : [];
  return [
    ...Object.entries(labels)
      .filter(([key, value]) => worker.labels[key] === value)
      .map(([key, value]) => `${key}=${String(value)}`),
    ...(os && worker.platform === os ? [os] : []),
    ...(arch && worker.arch === arch ? [arch] : []),
  ];
}
