import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { specOf } from '../../support/facts.ts';
import type { Check, Finding, VerifyContext } from '../../../verify/check.ts';
import { helpCheckWithin } from '../../../verify/checks/help/index.ts';
import { Laboratory } from '../../../verify/checks/outputs/laboratory.ts';
import { emptyRepository, minting, revoking } from '../../../verify/checks/outputs/scenarios/tokens.ts';
import { Judge } from '../../../verify/checks/outputs/judge.ts';
import { findingsOf } from '../../../verify/finding.ts';
import { ProcessGroup, runSwamp, ScratchFactory } from '../../../verify/harness/index.ts';
import { runChecks } from '../../../verify/run-checks.ts';
import { eventually } from '../../support/eventually.ts';
import { makeStandIn } from '../../support/stand-in.ts';
import type { StandIn, StandInSettings } from '../../support/stand-in.ts';

const spec = specOf(4);
const scratches = new ScratchFactory();
const processes = new ProcessGroup();
const standIns: StandIn[] = [];

afterEach(async () => {
  expect(await eventually(() => scratches.roots().length === 0 && processes.pids().length === 0)).toBe(true);
  standIns.splice(0).forEach((standIn) => standIn.remove());
});

function contextWith(settings: StandInSettings = {}): VerifyContext {
  const standIn = makeStandIn(settings);
  standIns.push(standIn);
  const { protocol } = spec;
  const swamp = { path: standIn.path, version: 'stand-in', release: protocol.verified, protocol };
  return {
    root: process.cwd(),
    swamp,
    otherSwamps: [],
    placement: { cases: 1, seed: 1 },
    spec,
    scratches,
    processes,
    progress: () => undefined,
  };
}

function checkThat(run: (context: VerifyContext) => AsyncIterable<Finding>): Check {
  return { name: 'help', run };
}

const { agrees } = findingsOf('help');

describe('running checks', () => {
  it('goes on after a check that fails, and reports why', async () => {
    const failing = checkThat(async function* (context) {
      context.scratches.create();
      yield agrees('first');
      throw new Error('out of luck');
    });
    const { findings } = await runChecks(contextWith(), [
      failing,
      checkThat(async function* () {
        yield agrees('next');
      }),
    ]);
    expect(findings).toMatchObject([
      { subject: 'first', status: 'agrees' },
      { subject: 'the check itself', status: 'differs', expected: 'it runs to its end', actual: 'out of luck' },
      { subject: 'next', status: 'agrees' },
    ]);
  });

  it('breaks off a check that does not end, with all that it started', async () => {
    const context = contextWith({ misbehave: [['serve', 'hang']] });
    const endless = checkThat(async function* ({ scratches: factory }) {
      void runSwamp(context, ['serve'], { scratch: factory.create() });
      await pause(60_000, undefined, { ref: false });
      yield agrees('never');
    });
    const { findings } = await runChecks(context, [endless], 1200);
    expect(findings).toMatchObject([
      { status: 'differs', actual: 'it did not end within 0.02 minutes and was stopped' },
    ]);
  });
});

describe('the help check', () => {
  it('stops asking a program that hangs, and names what was not run', async () => {
    // Pages are read two at a time: with both places taken, others are left however fast the machine is.
    const hanging = ['worker connect', 'worker daemon disable'];
    const context = contextWith({ misbehave: hanging.map((command) => [`${command} --help`, 'hang'] as const) });
    const { findings } = await runChecks(context, [helpCheckWithin(8_000)]);
    expect(findings.filter(({ status }) => status === 'differs')).toMatchObject([
      {
        subject: 'worker connect',
        expected: 'a help page and exit code 0',
        actual: 'it did not end within 8 s and was killed. It printed nothing.',
        file: 'spec/protocol-4/commands/worker-connect.yaml',
      },
      { subject: 'worker daemon disable' },
    ]);
    expect(findings.filter(({ status }) => status === 'not-run').map(({ reason }) => reason)).toContain(
      "the help of 'worker connect' did not end, so the others were not asked for",
    );
  });

  it('notices a command that the program does not know', async () => {
    const context = contextWith({ replace: [['worker queue --help', 'swamp worker queue', 'swamp worker']] });
    const { findings } = await runChecks(context, [helpCheckWithin(120_000)]);
    expect(findings.filter(({ status }) => status === 'differs')).toMatchObject([
      { subject: 'worker queue', actual: "the help of 'swamp worker': the program does not know the command" },
    ]);
  });
});

describe('the outputs check', () => {
  async function findingsFor(settings: StandInSettings): Promise<Finding[]> {
    const laboratory = await Laboratory.open(contextWith(settings));
    const judge = new Judge(spec, spec.protocol.verified);
    const findings: Finding[] = [];
    try {
      for (const scenario of [emptyRepository, minting]) {
        for await (const sample of scenario(laboratory)) {
          findings.push(...judge.judge(sample));
        }
      }
    } finally {
      laboratory.scratch.remove();
    }
    return findings;
  }

  it('agrees with a program that prints what was recorded', async () => {
    const findings = await findingsFor({});
    expect(findings.length).toBeGreaterThan(5);
    expect(findings.filter(({ status }) => status !== 'agrees')).toEqual([]);
  });

  it('notices a changed field in what the program prints', async () => {
    const findings = await findingsFor({ replace: [['worker token create alpha', '"expiresAt"', '"validUntil"']] });
    expect(
      findings.filter(({ status }) => status === 'differs').map(({ subject, expected }) => [subject, expected]),
    ).toEqual([
      ['worker token create: An enrollment token is created', "the value: a field 'expiresAt'"],
      ['worker token create: An enrollment token is created', "the value: no field 'validUntil'"],
    ]);
  });

  it('ends its story at a command that crashes in the set-up', async () => {
    const laboratory = await Laboratory.open(contextWith({ misbehave: [['worker token create gone', 'crash']] }));
    await expect(revoking(laboratory).next()).rejects.toThrow(
      /token create gone .* was ended by SIGABRT. The last it printed: .*out of luck/,
    );
    laboratory.scratch.remove();
  });
});
