import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { shortRelease } from '../../src/facts/release.ts';
import { planExamplesOf } from '../../src/markdown/plan-examples.ts';
import { specs } from '../support/facts.ts';
import { holdApp } from './app-hold.ts';
import { accessFaults } from './axe.ts';
import { expect, newest, protocols, startApp, test } from './site.ts';

/** A step, with further keys. */
const step = (name: string, keys = ''): string =>
  `      - name: ${name}\n${indented(keys)}        task:\n          type: model_method\n          modelIdOrName: ${name}\n          methodName: execute\n`;

const indented = (keys: string): string => keys.replace(/^(?=.)/gm, '        ');

const workflow = (steps: string, onWorkflow = '', onJob = ''): string =>
  `id: 11111111-0000-4000-8000-000000000000\nname: story\n${onWorkflow}jobs:\n  - name: main\n${onJob.replace(/^(?=.)/gm, '    ')}    steps:\n${steps}version: 1\n`;

const worker = (name: string, labels: Readonly<Record<string, string>>, more: object = {}): object => ({
  ...{ name, status: 'idle', labels, platform: 'linux', arch: 'x86_64', capacity: 1, activeDispatchIds: [], ...more },
});

/** The program's list as a table, as it was recorded with the newest release of each protocol. */
const recordedList = (number: number): string => {
  const example = planExamplesOf(
    projectRoot,
    specs.find(({ protocol }) => protocol.number === number)!,
  )[0]!;
  return 'list' in example.pool ? example.pool.list : '';
};

interface Story {
  readonly name: string;
  readonly file: string;
  readonly pool: readonly object[] | 'recorded';
  /** What the page says, for a protocol. */
  readonly sees: (page: Page, protocol: number) => Promise<void>;
}

const card = (page: Page, name: string): Locator =>
  page.locator('article.plan__step').filter({ has: page.locator('h3 > code', { hasText: name }) });

const place = (page: Page, name: string): Locator => card(page, name).locator('.plan__place');

const summary = (page: Page): Locator => page.locator('.explanation__verdict');

const GPU = [worker('alpha', { gpu: 'true' }), worker('beta', { region: 'eu' })];

const STORIES: readonly Story[] = [
  {
    name: 'a label is misspelt',
    file: workflow(step('train', 'labels:\n  gqu: "true"\n')),
    pool: GPU,
    sees: async (page) => {
      await expect(place(page, 'train')).toHaveText('waits for a worker');
      await expect(summary(page)).toContainText('1 waits for a worker that is not there');
      await expect(card(page, 'train').locator('.plan__workers li').first()).toContainText('alpha');
      await expect(card(page, 'train').locator('.plan__help')).toContainText('gpu');
    },
  },
  {
    name: 'labels stand inside the task',
    file: workflow(`${step('train').trimEnd()}\n          labels:\n            gpu: "true"\n`),
    pool: GPU,
    sees: async (page) => {
      await expect(place(page, 'train')).toHaveText('in the orchestrator');
      await expect(summary(page)).toContainText('1 runs in the orchestrator, probably by mistake');
      await expect(card(page, 'train')).toContainText('labels');
    },
  },
  {
    name: 'a worker has the label, on another platform',
    file: workflow(step('train', 'labels:\n  gpu: "true"\nplatform: linux\n')),
    pool: [worker('alpha', {}, { platform: 'darwin' }), worker('beta', { gpu: 'true' }, { platform: 'darwin' })],
    sees: async (page) => {
      await expect(place(page, 'train')).toHaveText('waits for a worker');
      const nearest = card(page, 'train').locator('.plan__workers li').first();
      await expect(nearest).toContainText('beta has gpu=true, but');
      await expect(nearest).toContainText('darwin');
    },
  },
  {
    name: 'the target is no worker',
    file: workflow(step('train', 'target: gamma\n')),
    pool: GPU,
    sees: async (page) => {
      await expect(place(page, 'train')).toHaveText('waits for a worker');
      await expect(card(page, 'train')).toContainText('gamma');
      await expect(card(page, 'train')).toContainText('It fails after');
    },
  },
  {
    name: 'an empty map takes the labels away',
    file: workflow(step('train', 'labels: {}\n'), 'labels:\n  gpu: "true"\n'),
    pool: GPU,
    sees: async (page, protocol) => {
      await expect(place(page, 'train')).toHaveText('in the orchestrator');
      await expect(card(page, 'train').getByText('takes the inherited labels away')).toHaveCount(protocol < 4 ? 0 : 1);
    },
  },
  {
    name: 'a step for each item, on two workers',
    file: workflow(
      step('work-${{ self.part }}', 'forEach:\n  item: part\n  in: ${{ inputs.parts }}\nplatform: linux\n'),
      'inputs:\n  properties:\n    parts:\n      type: array\n      items:\n        type: string\n      default: ["one", "two"]\n',
    ),
    pool: [worker('alpha', {}), worker('beta', {})],
    sees: async (page) => {
      await expect(place(page, 'work-one')).toHaveText('on alpha');
      await expect(place(page, 'work-two')).toHaveText('on beta');
      await expect(page.locator('.plan__picture tbody tr')).toHaveCount(2);
    },
  },
  {
    name: 'steps stay together',
    file: workflow(
      `${step('a-first', 'platform: linux\n')}${step('b-second', 'target: beta\ndependsOn:\n  - step: a-first\n    condition:\n      type: succeeded\n')}`,
      '',
      'affinity: true\n',
    ),
    pool: [worker('alpha', {}), worker('beta', {})],
    sees: async (page, protocol) => {
      await expect(place(page, 'a-first')).toHaveText('on alpha');
      await expect(place(page, 'b-second')).toHaveText(protocol < 4 ? 'on beta' : 'on alpha');
    },
  },
  {
    name: 'a step without placement',
    file: workflow(step('hello')),
    pool: GPU,
    sees: async (page) => {
      await expect(place(page, 'hello')).toHaveText('in the orchestrator');
      await expect(summary(page)).toHaveText('1 step: 1 runs in the orchestrator.');
    },
  },
  {
    name: 'a key is misspelt',
    file: workflow(step('train', 'lables:\n  gpu: "true"\n')),
    pool: GPU,
    sees: async (page, protocol) => {
      if (protocol < 4) {
        await expect(summary(page)).toContainText('1 runs in the orchestrator, probably by mistake');
        await expect(card(page, 'train')).toContainText('lables');
      } else {
        await expect(summary(page)).toContainText('The program refuses this');
        await expect(page.locator('.plan .finding--error').first()).toContainText('lables');
      }
    },
  },
  {
    name: 'the list of workers is a table',
    file: workflow(step('cut', 'labels:\n  region: us\n  tool: saw\n')),
    pool: 'recorded',
    sees: async (page) => {
      await expect(place(page, 'cut')).toHaveText('on beta');
      await expect(card(page, 'cut').locator('details').first()).toContainText('alpha');
    },
  },
];

test('the stories are at least ten', () => {
  expect(STORIES.length).toBeGreaterThanOrEqual(10);
});

/** Presses Tab until a field has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** Goes back to where the keyboard starts on the page: the next Tab leads to the first thing behind its title. */
async function leaveFields(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()!.collapse(document.querySelector('main h1'), 0);
  });
}

async function write(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

for (const protocol of protocols) {
  test.describe(`${protocol.label}, on a phone's screen and with the keyboard alone`, () => {
    test.use({ viewport: { width: 390, height: 844 } });

    test('every story is planned', async ({ page }) => {
      await page.goto('/plan');
      await startApp(page);
      for (const story of STORIES) {
        await test.step(story.name, async () => {
          await leaveFields(page);
          await write(page, '#plan-file-0', story.file);
          await write(page, '.planner__release', shortRelease(protocol.verified));
          await write(
            page,
            '#plan-pool',
            story.pool === 'recorded' ? recordedList(protocol.number) : JSON.stringify(story.pool),
          );
          await page.keyboard.press('Control+Enter');
          await story.sees(page, protocol.number);
          await expect(page.locator('.explanation__summary')).toContainText(`protocol ${protocol.number}.`);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        });
      }
    });

    test('other releases do something else with the same file', async ({ page }) => {
      await page.goto(`/plan?example=placement&protocol=${protocol.number}`);
      await expect(summary(page)).toContainText('5 steps');
      const fold = page.locator('.plan__elsewhere');
      await fold.locator('summary').focus();
      await page.keyboard.press('Enter');
      await expect(fold.getByText('The plan above.')).toHaveCount(1);
      expect(await fold.locator('tbody tr').count()).toBeGreaterThan(1);
      await expect(fold.locator('tbody tr').last()).toContainText(shortRelease(protocols.at(-1)!.first));
      await expect(fold.locator('tbody tr li').first()).toBeVisible();
    });
  });

  test(`${protocol.label}: every example can be pressed, and a link brings it`, async ({ page }) => {
    const examples = planExamplesOf(
      projectRoot,
      specs.find((spec) => spec.protocol.number === protocol.number)!,
    );
    await page.goto(`/plan?protocol=${protocol.number}`);
    await startApp(page);
    const group = page.getByRole('group', { name: `Examples of protocol ${protocol.number}` });
    await expect(group.getByRole('button')).toHaveCount(examples.length);
    for (const { label, text } of examples) {
      await group.getByRole('button', { name: label, exact: true }).click();
      await expect(page.getByLabel('Workflow file', { exact: true })).toHaveValue(text);
      await expect(summary(page)).toHaveText(/^\d+ steps?: /);
    }
    for (const { id, text } of examples) {
      await page.goto(`/plan?example=${id}&protocol=${protocol.number}`);
      await expect(page.getByLabel('Workflow file', { exact: true })).toHaveValue(text);
      await expect(summary(page)).toHaveText(/^\d+ steps?: /);
    }
  });
}

test('pages about placement lead to it with an example of their protocol', async ({ page }) => {
  for (const { pathName, number } of protocols) {
    await page.goto(`/${pathName}/authors/queueing`);
    await page.locator('article').getByRole('link', { name: 'Plan your workflow' }).click();
    await page.waitForURL(`**/plan?example=queueing&protocol=${number}`);
    await expect(place(page, 'train')).toHaveText('waits for a worker');
    await expect(page.locator('.planner__protocol')).toHaveValue(String(number));
  }
});

test('what was written survives a reload, and is forgotten when it is cleared', async ({ page }) => {
  await page.goto('/plan');
  await startApp(page);
  await page.getByLabel('Workflow file', { exact: true }).fill(STORIES[0]!.file);
  await page.getByLabel('Workers', { exact: true }).fill(JSON.stringify(STORIES[0]!.pool));
  await page.locator('.planner__release').fill('20260705.162356');
  await page.reload();
  await expect(page.getByLabel('Workflow file', { exact: true })).toHaveValue(STORIES[0]!.file);
  await expect(place(page, 'train')).toHaveText('waits for a worker');
  await expect(page.locator('.planner__protocol')).toHaveValue('2');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByLabel('Workflow file', { exact: true })).toBeFocused();
  await page.reload();
  await expect(page.getByLabel('Workflow file', { exact: true })).toHaveValue('');
});

test('a link carries files and workers, says its size before, and sends nothing', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/plan?example=placement');
  await expect(summary(page)).toContainText('5 steps');
  await expect(page.locator('.plan__size')).toHaveText(/^The link holds files, workers and inputs: \d\.\d kB\./);
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/plan#plan=');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/');
  await page.goto(link);
  await expect(summary(page)).toContainText('5 steps');
  expect(asked.filter((request) => request.includes('plan=') || request.startsWith('POST'))).toEqual([]);
  await page.getByLabel('Workflow file', { exact: true }).fill('# x\n'.repeat(10) + randomText(20_000));
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.goto('/plan#plan=damaged');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The link is damaged');
});

function randomText(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');
}

test('a plan can be copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/plan?example=placement');
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('Copied: the plan')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('a-inherits');
});

test('workers can be given in a form', async ({ page }) => {
  await page.goto('/plan');
  await startApp(page);
  await page.getByLabel('Workflow file', { exact: true }).fill(workflow(step('train', 'labels:\n  gpu: "true"\n')));
  await page.getByRole('button', { name: 'Fill in a form' }).click();
  await page.getByLabel('Name').fill('alpha');
  await page.getByLabel('Labels').fill('gpu=true');
  await page.getByRole('button', { name: 'Add a worker' }).click();
  await page.getByRole('group', { name: 'Worker 2' }).getByLabel('Name').fill('beta');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(place(page, 'train')).toHaveText('on alpha');
  await page.getByRole('group', { name: 'alpha' }).getByLabel('Slots').fill('none');
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await expect(page.getByRole('alert')).toContainText('slots of alpha must be a whole number');
  await page.getByRole('group', { name: 'alpha' }).getByLabel('Slots').fill('1');
  await page.getByRole('button', { name: 'Remove beta' }).click();
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await expect(page.getByLabel('Workers', { exact: true })).toHaveValue(/"gpu": "true"/);
});

test('several files are planned from the one that no other runs', async ({ page }) => {
  await page.goto('/plan');
  await startApp(page);
  const inner = workflow(step('inside', 'platform: linux\n')).replace('name: story', 'name: inner');
  const outer = `id: 22222222-0000-4000-8000-000000000000\nname: outer\njobs:\n  - name: main\n    steps:\n      - name: call\n        task:\n          type: workflow\n          workflowIdOrName: inner\nversion: 1\n`;
  const file = (name: string, text: string) => ({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await page.getByLabel('Workflow files').setInputFiles([file('inner.yaml', inner), file('outer.yaml', outer)]);
  await expect(page.getByLabel('Workflow file', { exact: true })).toHaveValue(outer);
  await expect(page.getByLabel('Workflow that it runs: inner.yaml')).toHaveValue(inner);
  await expect(place(page, 'call')).toHaveText('in the orchestrator');
  await expect(place(page, 'inside')).toHaveText('on a worker that fits');
  await page.getByRole('button', { name: 'Plan this one inner.yaml' }).click();
  await expect(page.locator('article.plan__step')).toHaveCount(1);
});

test('what cannot be planned gets an answer', async ({ page }, testInfo) => {
  await page.goto('/plan');
  await startApp(page);
  const alert = page.getByRole('alert');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(alert).toContainText('nothing to plan yet');
  const chooser = page.getByLabel('Workflow files');
  const large = testInfo.outputPath('large.yaml');
  writeFileSync(large, 'a'.repeat(2_000_000));
  await chooser.setInputFiles(large);
  await expect(alert).toContainText('at most 1 MB is planned here');
  await chooser.setInputFiles({
    ...{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6]) },
  });
  await expect(alert).toContainText('a.png is no text');
  await page.getByLabel('Workflow file', { exact: true }).fill(workflow(step('train')));
  await page.getByLabel('Workers', { exact: true }).fill('no list');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(alert).toContainText('list of workers cannot be read');
  await page.locator('.planner__release').fill('yesterday');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(alert.first()).toContainText('swamp --version');
  await expect(page.getByLabel('Workers', { exact: true })).toHaveValue('no list');
});

/** Counts how often the page gets its turn while a plan is made: never, if it did the work itself. */
function countTurns(): { whileWorking: number; longest: number } {
  const turns = { whileWorking: 0, longest: 0 };
  const section = document.querySelector('.plan')!;
  let last = performance.now();
  const turn = (): void => {
    const now = performance.now();
    if (section.ariaBusy === 'true') {
      turns.whileWorking += 1;
      turns.longest = Math.max(turns.longest, now - last);
    }
    last = now;
    setTimeout(turn, 5);
  };
  turn();
  return turns;
}

const bomb = [
  'name: &a ["x","x","x","x","x","x","x","x","x"]',
  ...'bcdefghi'.split('').map((key, index) => {
    const before = 'abcdefgh'[index]!;
    return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
  }),
].join('\n');

for (const [what, text] of [
  [
    'a thousand steps',
    workflow(Array.from({ length: 1_000 }, (_, index) => step(`s${index}`, 'platform: linux\n')).join('')),
  ],
  ['aliases that explode', bomb],
  ['brackets in brackets', '['.repeat(100_000)],
  ['one line without an end', `name: ${'x'.repeat(900_000)}`],
  ['markup', workflow(step('"<img src=x onerror=window.hit=1>"'), 'description: <script>window.hit=1</script>\n')],
  ['signs that turn the text around', workflow(step('"a\u202e\u0007b"'))],
] as const) {
  test(`${what} neither freezes the page nor runs anything`, async ({ page }) => {
    await page.goto('/plan');
    await startApp(page);
    const turns = await page.evaluateHandle(countTurns);
    const file = { name: 'hostile.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) };
    await page.getByLabel('Workflow files').setInputFiles(file);
    await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false');
    await expect(page.locator('.explanation__verdict, .plan [role=alert]').first()).not.toBeEmpty();
    const { longest } = await turns.jsonValue();
    console.log(`${what}: the page got its turn after ${longest.toFixed(0)} ms at the latest`);
    expect(await page.locator('.plan *').count()).toBeLessThan(5_000);
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.getByLabel('Workflow file', { exact: true })).toBeFocused();
  });
}

for (const [why, spoil] of [
  ['there are no workers', (page: Page) => page.addInitScript('delete globalThis.Worker')],
  [
    'the code of the worker cannot be loaded',
    async (page: Page) => {
      page.removeAllListeners('console');
      page.removeAllListeners('requestfailed');
      await page.route(/plan-worker/, (route) => route.abort());
    },
  ],
] as const) {
  test(`plans on the page itself where ${why}`, async ({ page }) => {
    await spoil(page);
    await page.goto('/plan?example=placement');
    await expect(summary(page)).toContainText('5 steps');
    expect(page.workers()).toEqual([]);
  });
}

test('has nothing that axe objects to, in both color schemes and on three screens', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 768, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const address of ['/plan', '/plan?example=placement', '/plan?example=fan-out']) {
        await page.goto(address);
        await startApp(page);
        if (address !== '/plan') {
          await expect(summary(page)).toContainText('step');
        }
        await page.locator('main details').evaluateAll((all: HTMLDetailsElement[]) => {
          all.forEach((one) => (one.open = true));
        });
        expect(await accessFaults(page, { layouts: new Map(), goodPaints: new Set() }), address).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  }
});

test('a protocol and a file that were chosen before the page runs are planned', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/plan');
  await page.locator('.planner__protocol').selectOption('3');
  await page.getByLabel('Workflow files').setInputFiles({
    ...{ name: 'w.yaml', mimeType: 'text/yaml', buffer: Buffer.from(workflow(step('hello'))) },
  });
  release();
  await expect(place(page, 'hello')).toHaveText('in the orchestrator');
  await expect(page.locator('.explanation__summary')).toContainText('protocol 3.');
});

test('a line is a press away from its place in the file', async ({ page }) => {
  await page.goto('/plan?example=placement');
  await card(page, 'a-inherits')
    .getByRole('button', { name: /^line \d+$/ })
    .first()
    .click();
  const box = page.getByLabel('Workflow file', { exact: true });
  await expect(box).toBeFocused();
  const selected = await box.evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  );
  expect(selected).toContain('a-inherits');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it does, and where the rules are', async ({ page }) => {
    await page.goto('/plan');
    await expect(page.getByText('npm run -s plan -- workflow.yaml')).toBeVisible();
    await expect(page.getByLabel('Workflow file', { exact: true })).toBeHidden();
    for (const { pathName } of protocols) {
      await expect(page.locator(`main a[href="/${pathName}/authors/placement"]`)).toBeVisible();
    }
    expect(protocols).toContain(newest);
  });
});
