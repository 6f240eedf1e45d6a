import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { CannotRunError, detectSwamp } from '../../../verify/detect.ts';
import { ProcessGroup, ScratchFactory } from '../../../verify/harness/index.ts';
import { wrongRuntime } from '../../../verify/runtime.ts';
import { makeStandIn } from '../../support/stand-in.ts';
import type { StandIn, StandInSettings } from '../../support/stand-in.ts';

const index = loadReleases(process.cwd());
const scratches = new ScratchFactory();
const processes = new ProcessGroup();
const standIns: StandIn[] = [];

afterEach(() => {
  standIns.splice(0).forEach((standIn) => standIn.remove());
  // Whatever went wrong, detecting leaves nothing behind.
  expect(scratches.roots()).toEqual([]);
  expect(processes.pids()).toEqual([]);
});

function detect(file: string, timeoutMs = 60_000) {
  return detectSwamp(file, { index, scratches, processes, timeoutMs });
}

function standIn(settings: StandInSettings): string {
  const made = makeStandIn(settings);
  standIns.push(made);
  return made.path;
}

async function refusalOf(file: string, timeoutMs?: number): Promise<string> {
  const error = await detect(file, timeoutMs).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CannotRunError);
  return (error as Error).message;
}

describe('the release of a program', () => {
  it.each([
    ['swamp 20260822.011157.0-sha.06b61472', 4],
    ['swamp 20260706.191652.0-sha.11384d05', 3],
    ['20260611.195256.0', 2],
  ])('is read from %j, and the protocol from that', async (version, protocol) => {
    const swamp = await detect(standIn({ version }));
    expect(swamp).toMatchObject({ version, protocol: { number: protocol } });
  });

  it('must be known', async () => {
    expect(await refusalOf(standIn({ version: 'swamp 20990101.000000.0-sha.00000000' }))).toMatch(
      /^Release 20990101.000000 is newer than the newest known, \d+\.\d+\. Take it first: npm run release:take -- --swamp <path>\.$/,
    );
    expect(await refusalOf(standIn({ version: 'swamp 20260101.000000.0-sha.00000000' }))).toBe(
      'Release 20260101.000000 has no remote execution: the first that has it is 20260611.195256.',
    );
    const odd = standIn({ version: 'GNU bash, version 5.2' });
    expect(await refusalOf(odd)).toBe(
      `'${odd} --version' names no release such as 20260822.011157.0. It printed: GNU bash, version 5.2`,
    );
  });
});

describe('the runtime of a program', () => {
  it('is read from the handshake of its worker', async () => {
    expect(await detect(standIn({ runtime: 'Deno/2.9.6' }))).toMatchObject({ runtime: 'deno 2.9.6' });
  });

  it.each([['curl/8.5.0'], [null]])('is unknown when the handshake says %j', async (runtime) => {
    expect((await detect(standIn({ runtime }))).runtime).toBeUndefined();
  });

  it.each([
    ['20260612.100934', 'deno 2.8.2', undefined],
    ['20260613.165506', 'deno 2.8.3', undefined],
    [
      '20260822.011157',
      'deno 2.9.6',
      /^WRONG RUNTIME: .* runs on deno 2\.9\.6, but release 20260822\.011157 .* deno 2\.8\.3\./,
    ],
    ['20260611.195256', 'deno 2.8.3', /^WRONG RUNTIME: .* is compiled with deno 2\.8\.2\./],
    ['20260822.011157', undefined, /^WRONG RUNTIME: this program runs on something that does not say its name/],
  ])('of %s is %s: right or wrong for the release', (text, runtime, wrong) => {
    const found = wrongRuntime(index, { release: parseRelease(text)!, runtime });
    if (wrong === undefined) {
      expect(found).toBeUndefined();
    } else {
      expect(found).toMatch(wrong);
    }
  });
});

describe('what is no program', () => {
  it('is refused with a sentence that says what to do', async () => {
    const folder = path.dirname(standIn({}));
    expect(await refusalOf(path.join(folder, 'missing'))).toContain('There is no file');
    expect(await refusalOf(folder)).toContain('is a folder');
    const text = path.join(folder, 'text');
    writeFileSync(text, 'no program');
    expect(await refusalOf(text)).toBe(`'${text}' is not executable. Make it so with: chmod +x '${text}'`);
  });
});

describe('a program that does not answer --version', () => {
  it.each([
    ['hang', 1_000, 'did not end within 1 s and was killed. It printed nothing.'],
    // So long that a busy machine, too, gets to what it prints.
    ['ask', 6_000, 'did not end within 6 s and was killed. The last it printed: Which vault do you mean?'],
    ['crash', 60_000, 'was ended by SIGABRT. The last it printed: thread main panicked: out of luck'],
  ] as const)('is refused when it does this: %s', async (way, timeoutMs, message) => {
    const file = standIn({ misbehave: [['--version', way]] });
    expect(await refusalOf(file, timeoutMs)).toBe(`'${file} --version' ${message}`);
  });
});
