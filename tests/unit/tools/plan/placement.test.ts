// cspell:ignore alhpa lables regon
import { describe, expect, it } from 'vitest';
import { parseRelease, shortRelease } from '../../../../src/facts/release.ts';
import type { Plan, PlannedStep } from '../../../../src/tools/plan/plan.ts';
import { specs } from '../../../support/facts.ts';
import { jobOf, NEWEST, placesOf, planOf, planRules, release, worker } from '../../../support/planner.ts';

const alpha = worker('alpha', { labels: { region: 'eu', tool: 'saw' } });
const beta = worker('beta', { labels: { region: 'us', tool: 'saw' } });
const pool = { workers: [alpha, beta] };
const after = (step: string, type = 'succeeded'): string =>
  `dependsOn: [{ step: ${step}, condition: { type: ${type} } }]`;

function stepOf(plan: Plan, name: string): PlannedStep {
  return plan.steps.find(({ step }) => step === name)!;
}

/** What a step waits for, and how it ends. */
function waitOf(plan: Plan, name: string) {
  const { outcome } = stepOf(plan, name);
  if (outcome.kind !== 'waits') {
    throw new Error(`${name} does not wait: ${outcome.kind}`);
  }
  return outcome;
}

// The first and last releases of each protocol: a rule that came with a release between them is tested beside it.
const RELEASES = specs.flatMap(({ protocol }) => [protocol.first, protocol.verified]);

describe.each(RELEASES.map((one) => [shortRelease(one), one] as const))('a plan at %s', (_, at) => {
  it('sends a step to the worker of its target, whatever its labels say', () => {
    const plan = planOf(jobOf({ a: 'target: beta\nlabels: { region: eu }' }), { release: at, pool });
    expect(placesOf(plan)).toEqual({ a: 'beta' });
    expect(stepOf(plan, 'a').fields.find(({ field }) => field === 'labels')?.ignored).toContain('target');
  });

  it('asks for every label and the platform', () => {
    const plan = planOf(
      jobOf({
        a: 'labels: { region: us, tool: saw }\nplatform: linux/x86_64',
        b: 'platform: darwin',
        c: 'labels: { region: asia }',
      }),
      { release: at, pool },
    );
    expect(placesOf(plan)).toEqual({ a: 'beta', b: 'waits for worker', c: 'waits for worker' });
  });

  it('leaves a step without placement to the orchestrator', () => {
    expect(placesOf(planOf(jobOf({ a: '', b: 'labels: {}' }), { release: at, pool }))).toEqual({
      a: 'orchestrator',
      b: 'orchestrator',
    });
  });

  it('gives steps that come together to different workers, the first name first', () => {
    const plan = planOf(jobOf({ a: 'labels: { tool: saw }', b: 'labels: { tool: saw }', c: 'labels: { tool: saw }' }), {
      release: at,
      pool,
    });
    expect(placesOf(plan)).toEqual({ a: 'alpha', b: 'beta', c: 'alpha' });
    expect(stepOf(plan, 'a').outcome).toMatchObject({ decidedBy: 'first-name' });
    expect(stepOf(plan, 'c').outcome).toMatchObject({ waitsForSlotOf: ['main / a', 'main / b'] });
  });

  it('says what each worker lacks, the nearest miss first', () => {
    const wait = waitOf(
      planOf(jobOf({ a: 'labels: { tool: saw, region: us, gpu: "true" }' }), { release: at, pool }),
      'a',
    );
    expect(wait.workers.map(({ worker: { name }, lacks }) => [name, lacks.map(({ kind }) => kind)])).toEqual([
      ['beta', ['label-missing']],
      ['alpha', ['label-value', 'label-missing']],
    ]);
    expect(wait.workers[0]!.has).toEqual(['tool=saw', 'region=us']);
  });

  it('tells that placement inside task is dropped', () => {
    const text = jobOf({ a: '' }).replace('methodName: execute', 'methodName: execute, labels: { region: eu }');
    const plan = planOf(text, { release: at, pool });
    expect(stepOf(plan, 'a').outcome).toMatchObject({ because: 'placement-dropped', probablyNotMeant: true });
    expect(plan.verdict).toBe('trouble');
  });

  it('refuses a label that is no text, with the line', () => {
    const plan = planOf(jobOf({ a: 'labels: { gpu: true }' }), { release: at, pool });
    expect(plan.refusals[0]).toMatchObject({
      message: 'Invalid input: expected string, received boolean',
      place: { line: 7 },
    });
  });

  it('passes over workers that are gone or leave', () => {
    const workers = [worker('a', { status: 'disconnected' }), worker('b', { status: 'draining' })];
    const wait = waitOf(planOf(jobOf({ s: 'platform: linux' }), { release: at, pool: { workers } }), 's');
    expect(wait.workers.flatMap(({ lacks }) => lacks.map(({ kind }) => kind))).toEqual(['state', 'state']);
  });

  it.each([
    ['r\u0435gion: eu', 'Their character 2 differs: U+0435 in place of U+0065.'],
    ['region: "eu\u200B"', 'Their character 3 differs: U+200B in place of none.'],
    ['region: eux', 'Write `region: eu` in place of `region: eux`, if that is meant.'],
  ])('says of %s where it differs from what it looks like', (label, help) => {
    const wait = waitOf(planOf(jobOf({ s: `labels: { ${label} }` }), { release: at, pool }), 's');
    expect(wait.help[0]!.endsWith(help)).toBe(true);
  });

  it('gives a step to a worker that failed its probe, and says so', () => {
    const workers = [worker('a', { status: 'unverified' }), worker('b')];
    const notesAt = (target: string): string[] =>
      stepOf(planOf(jobOf({ s: `target: ${target}` }), { release: at, pool: { workers } }), 's').notes.map(
        ({ text }) => text,
      );
    expect(placesOf(planOf(jobOf({ s: 'platform: linux' }), { release: at, pool: { workers } }))).toEqual({ s: 'a' });
    expect(notesAt('a').filter((text) => text.startsWith('`a` is unverified: it failed its probe'))).toHaveLength(1);
    expect(notesAt('b').filter((text) => text.includes('unverified'))).toEqual([]);
  });
});

describe('a rule that a release brought', () => {
  it.each([
    ['20260703.211642', 0, 'No connected worker matches labels x=y'],
    ['20260703.225626', 60, 'Timed out waiting for a worker matching labels x=y to become available'],
    ['20260706.204857', 60, 'Timed out waiting for a worker matching labels x=y to become available'],
    ['20260706.205648', 600, 'Timed out waiting for a worker matching labels x=y to become available'],
  ])('at %s a step that nobody fits waits %d s', (at, seconds, finalLine) => {
    const wait = waitOf(planOf(jobOf({ a: 'labels: { x: y }' }), { release: release(at), pool }), 'a');
    expect(wait).toMatchObject({ seconds, finalLine });
  });

  it.each([
    ['20260718.080659', 'placement-dropped', 0],
    ['20260718.081020', 'no-placement', 1],
  ])('at %s a wrong key makes it %s with %d refusals', (at, because, refusals) => {
    const plan = planOf(jobOf({ a: 'lables: { region: eu }' }), { release: release(at), pool });
    expect(plan.refusals).toHaveLength(refusals);
    expect(stepOf(plan, 'a').outcome).toMatchObject({ because });
    expect(plan.verdict).toBe('trouble');
  });

  it.each([
    ['20260718.080659', 0, 'orchestrator'],
    ['20260817.204551', 1, 'orchestrator'],
    ['20260817.211927', 0, 'alpha'],
  ])('at %s labels on a job are refused %d times, and the step runs in: %s', (at, refusals, place) => {
    const plan = planOf(jobOf({ a: '' }, { job: 'labels: { region: eu }' }), { release: release(at), pool });
    expect([plan.refusals.length, placesOf(plan).a]).toEqual([refusals, place]);
  });

  it.each([
    ['20260722.020746', ['waits for worker', 'waits for worker']],
    ['20260722.183030', ['alpha', 'beta']],
  ])('at %s the item of a forEach places the steps: %s', (at, places) => {
    const text = jobOf({
      'on-${{ self.host }}': 'forEach: { item: host, in: "${{ inputs.hosts }}" }\ntarget: ${{ self.host }}',
    });
    const plan = planOf(text, { release: release(at), pool, inputs: { hosts: ['alpha', 'beta'] } });
    expect(Object.values(placesOf(plan))).toEqual(places);
    expect(Object.keys(placesOf(plan))).toEqual(['on-alpha', 'on-beta']);
  });

  it.each([
    ['20260727.154459', 'start'],
    ['20260727.182446', undefined],
  ])('at %s workers.connected() is known, or the run is refused: %s', (at, when) => {
    const known = parseRelease(at)!;
    const text = jobOf({
      'x-${{ self.w.attributes.name }}':
        'forEach: { item: w, in: "${{ workers.connected() }}" }\ntarget: ${{ self.w.attributes.name }}',
    });
    const plan = planOf(text, { release: known, pool });
    expect(plan.refusals[0]?.when).toBe(when);
    expect(placesOf(plan)).toEqual(when === undefined ? { 'x-alpha': 'alpha', 'x-beta': 'beta' } : {});
  });

  it.each([
    ['20260817.211927', { a: 'alpha', b: 'beta' }, 1],
    ['20260818.223228', { a: 'alpha', b: 'alpha' }, 0],
  ])('at %s affinity holds steps together: %j', (at, places, refusals) => {
    const text = jobOf({ a: 'labels: { tool: saw }', b: 'target: beta' }, { job: 'affinity: true' });
    const plan = planOf(text, { release: release(at), pool });
    expect([placesOf(plan), plan.refusals.length]).toEqual([places, refusals]);
  });

  it('counts slots since protocol 4 only', () => {
    const workers = [alpha, { ...beta, capacity: 3 }];
    const text = jobOf({ a: 'labels: { tool: saw }', b: 'labels: { tool: saw }', c: 'labels: { tool: saw }' });
    expect(Object.values(placesOf(planOf(text, { pool: { workers } })))).toEqual(['beta', 'beta', 'alpha']);
    const before = planOf(text, { release: release('20260706.191652'), pool: { workers } });
    expect(Object.values(placesOf(before))).toEqual(['alpha', 'beta', 'alpha']);
  });
});

describe('a plan at the newest release', () => {
  it('says the level of each field, and what it replaces', () => {
    const text = jobOf(
      { a: '', b: 'labels: { region: us }', c: 'labels: {}' },
      { workflow: 'labels: { region: eu }', job: 'platform: linux' },
    );
    const plan = planOf(text, { pool });
    const levels = (name: string) =>
      stepOf(plan, name).fields.map(({ field, level, replaces }) => [field, level, replaces.length]);
    expect(levels('a')).toEqual([
      ['labels', 'workflow', 0],
      ['platform', 'job', 0],
    ]);
    expect(levels('b')).toEqual([
      ['labels', 'step', 1],
      ['platform', 'job', 0],
    ]);
    expect(stepOf(plan, 'c').outcome).toMatchObject({ kind: 'worker', requirement: "platform 'linux'" });
  });

  it('counts work of others twice, as the program does', () => {
    const workers = [worker('half', { capacity: 2, running: 1, status: 'busy' })];
    const { outcome } = stepOf(planOf(jobOf({ a: 'platform: linux' }), { pool: { workers } }), 'a');
    expect(outcome).toMatchObject({ kind: 'waits', for: 'slot', then: 'half' });
  });

  it.each([
    ['20260819.211112', 'run in the orchestrator, not on the worker'],
    ['20260820.001728', 'are skipped'],
  ])('tells at %s that the pre-flight checks of a placed step %s', (at, words) => {
    const { notes } = stepOf(planOf(jobOf({ a: 'target: alpha' }), { release: release(at), pool }), 'a');
    expect(notes.find(({ kind }) => kind === 'checks')?.text).toContain(words);
  });

  it('lets a step with the model of another wait for it', () => {
    const plan = planOf(jobOf({ a: 'labels: { tool: saw }', b: 'labels: { tool: saw }' }, { model: 'same' }), { pool });
    expect(placesOf(plan)).toEqual({ a: 'alpha', b: 'alpha' });
    expect(stepOf(plan, 'b')).toMatchObject({ wave: 1 });
    expect(
      stepOf(plan, 'b')
        .notes.map(({ text }) => text)
        .join(),
    ).toContain('uses the model instance of `main / a`');
  });

  it('lets a step fail for the lock that one holds which waits in vain', () => {
    const plan = planOf(jobOf({ a: 'labels: { x: y }', b: '' }, { model: 'same' }), { pool });
    expect(stepOf(plan, 'b').outcome).toMatchObject({ kind: 'waits', for: 'lock', seconds: 60 });
  });

  it('skips what comes after a step that waits in vain', () => {
    const plan = planOf(jobOf({ a: 'labels: { x: y }', b: after('a'), c: after('a', 'failed') }), { pool });
    expect(placesOf(plan)).toEqual({ a: 'waits for worker', b: 'skipped', c: 'skipped' });
    const allowed = planOf(
      jobOf({ a: 'labels: { x: y }\nallowFailure: true', b: after('a'), c: after('a', 'failed') }),
      { pool },
    );
    expect(placesOf(allowed)).toEqual({ a: 'waits for worker', b: 'skipped', c: 'orchestrator' });
  });

  it('waits without a limit for queueTimeout: 0, and what follows is never reached', () => {
    const plan = planOf(jobOf({ a: 'labels: { x: y }\nqueueTimeout: 0', b: after('a') }), { pool });
    expect(waitOf(plan, 'a')).toMatchObject({ seconds: undefined, finalLine: undefined, limitFrom: 'step' });
    expect(stepOf(plan, 'b').outcome).toMatchObject({ kind: 'skipped' });
  });

  it('tells a misspelt label and the words of platforms', () => {
    const help = (fields: string): string => waitOf(planOf(jobOf({ a: fields }), { pool }), 'a').help.join(' ');
    expect(help('labels: { regon: eu }')).toContain('Write `region` in place of `regon`');
    expect(help('platform: macos/arm64')).toContain('`platform: darwin/aarch64`');
    expect(help('target: alhpa')).toContain('Write `alpha`');
  });

  it('never places a step by an expression that gives no text', () => {
    const text = jobOf({
      'x-${{ self.n }}': 'forEach: { item: n, in: "${{ [1] }}" }\nlabels: { tool: "${{ self.n }}" }',
    });
    expect(waitOf(planOf(text, { pool }), 'x-1')).toMatchObject({ for: 'nothing', requirement: 'labels tool=1' });
    const start = planOf(jobOf({ a: 'labels: { tool: "${{ inputs.n }}" }' }), { pool, inputs: { n: 3 } });
    expect(start.refusals[0]).toMatchObject({
      message: 'Invalid input: expected string, received number',
      when: 'start',
    });
  });

  it('does not look at expressions in keys that are dropped', () => {
    const text = jobOf({ a: '' }).replace(
      'methodName: execute',
      'methodName: execute, labels: { tool: "${{ inputs.none }}" }',
    );
    expect(planOf(text, { pool }).refusals).toEqual([]);
  });

  it('says what it cannot know, and goes on', () => {
    const plan = planOf(
      jobOf({ a: "labels: { region: \"${{ data.latest('m', 'd').region }}\" }", b: 'target: beta' }),
      { pool },
    );
    expect(placesOf(plan)).toEqual({ a: 'unknown', b: 'beta' });
  });

  it('plans nested workflows, each run of one for itself', () => {
    const inner = jobOf({ x: 'labels: { region: us }' }).replace('name: example', 'name: inner');
    const task = (name: string): string =>
      `      - name: ${name}\n        task: { type: workflow, workflowIdOrName: inner }`;
    const outer = `${jobOf({ a: '' })}\n${task('n1')}\n${task('n2')}`;
    const plan = planOf(outer, {
      pool,
      files: [
        { name: 'outer.yaml', text: outer },
        { name: 'inner.yaml', text: inner },
      ],
    });
    expect(plan.steps.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
      ['main / a', 'orchestrator'],
      ['main / n1', 'orchestrator'],
      ['main / n1 > main / x', 'worker'],
      ['main / n2', 'orchestrator'],
      ['main / n2 > main / x', 'worker'],
    ]);
    expect(plan.steps[2]!.place).toEqual({ file: 1, line: 6 });
  });

  it('says where moments decide: between jobs side by side, with nested workflows, and who leads a group', () => {
    const notes = (plan: Plan, id: string): string =>
      plan.steps
        .find((step) => step.id === id)!
        .notes.map(({ text }) => text)
        .join();
    const step = (name: string): string =>
      `{ name: ${name}, labels: { tool: saw }, task: { type: model_method, modelIdOrName: m-${name}, methodName: execute } }`;
    const jobs = (more: string): string =>
      [
        'id: 2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61',
        'name: example',
        'jobs:',
        `  - { name: j1, steps: [${step('a')}] }`,
        `  - { name: j2, ${more} steps: [${step('b')}] }`,
      ].join('\n');
    expect(notes(planOf(jobs(''), { pool }), 'j1 / a')).toContain('`j2 / b` asks first');
    const inTurn = planOf(jobs('dependsOn: [{ job: j1, condition: { type: succeeded } }],'), { pool });
    expect(notes(inTurn, 'j1 / a')).not.toContain('Moments');
    const group = jobOf({ a: 'labels: { tool: saw }', b: 'target: beta', c: after('a') }, { job: 'affinity: true' });
    const plan = planOf(group, { pool });
    expect(notes(plan, 'main / a')).toContain('Moments decide which step of the affinity group');
    expect(notes(plan, 'main / b')).toContain('Moments decide which step of the affinity group');
    expect(notes(plan, 'main / c')).not.toContain('Moments');
  });

  it('refuses a step without placement at a server that runs nothing itself', () => {
    const plan = planOf(jobOf({ a: '' }), { pool, server: { remoteOnly: true } });
    expect(stepOf(plan, 'a').outcome).toMatchObject({ kind: 'refused' });
  });

  it('asks for the pool only to say who', () => {
    const plan = planOf(jobOf({ a: 'target: alpha' }));
    expect([plan.verdict, stepOf(plan, 'a').outcome]).toEqual([
      'placed',
      { kind: 'any-worker', requirement: "target 'alpha'" },
    ]);
  });

  it('names the valid keys in the order of the program', () => {
    const recorded = specs[0]!.recordings.get('failure/misspelt-placement-key')!.value.processes[0]!.stderr;
    const message = planOf(jobOf({ work: 'lables: { region: eu }' })).refusals[0]!.message;
    expect(recorded).toContain(message);
    expect(planRules.releases.at(-1)).toBe(NEWEST);
  });
});
