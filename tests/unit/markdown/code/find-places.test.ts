import { describe, expect, it } from 'vitest';
import { findPlaces } from '../../../../src/markdown/code/find-places.ts';
import { highlight } from '../../../../src/markdown/code/highlight.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

/** What is marked, as `mark:place text`. */
function marked(code: string, language: string): string[] {
  return findPlaces(code, language).map(({ start, end, mark, place }) => `${mark}:${place} ${code.slice(start, end)}`);
}

describe('examples in what a reader types', () => {
  it.each([
    ['swamp serve --port 9090', ['p: 9090']],
    ['swamp worker token create alpha --duration 1d', ['n: alpha']],
    [
      'swamp worker connect ws://127.0.0.1:9090 --token second.<secret> --label site=second --cache-dir ~/swamp-worker-cache',
      ['a: ws://127.0.0.1:9090', 'n: second', 'l: site=second', 'd: ~/swamp-worker-cache'],
    ],
    ['swamp worker connect ws://127.0.0.1:9190', ['p: 9190']],
    ['swamp workflow run greet --server ws://127.0.0.1:9090', ['w: greet', 'a: ws://127.0.0.1:9090']],
    ['swamp data query \'attributes.workflowName == "order"\'', ['w:s order']],
    ['echo "fleet-$(sha256sum < ~/swamp-worker-cache/machine-id)"', ['n:q fleet', 'd: ~/swamp-worker-cache']],
    [
      "ssh worker.example 'read -r T; exec swamp worker connect --label site=second'",
      ['h: worker.example', 'l:r site=second'],
    ],
    [
      'curl https://orchestrator.example:9443/ # not orchestrator.example',
      ['o: https://orchestrator.example:9443', 'h: orchestrator.example'],
    ],
  ])('%s', (code, expected) => {
    expect(marked(code, 'bash')).toEqual(expected);
  });

  it.each([
    'swamp worker token create <name>',
    'swamp workflow cancel --server ws://127.0.0.1:9',
    'swamp worker connect ws://127.0.0.1:9090x --token ALPHA_TOKEN',
    'cat alphabet alpha.log; swamp worker verify --label',
    // Whoever sets a directory of their own does not want it deleted by an example.
    'rm -r ~/swamp-worker-cache',
    'curl https://other-orchestrator.example/ notorchestrator.example',
  ])('not in: %s', (code) => {
    expect(marked(code, 'bash')).toEqual([]);
  });
});

describe('examples in files', () => {
  it('places steps by name, label and expression', () => {
    const workflow = [
      'name: greet',
      'jobs:',
      '  - name: main',
      '    labels:',
      '      pool: demo',
      '      gpu: "true"',
      '    steps:',
      '      - name: alpha',
      '        target: alpha',
      '        labels: {}',
      '        in: ${{ workers.connected().filter(w, w.attributes.labels.region == "eu") }}',
    ].join('\n');
    expect(marked(workflow, 'yaml')).toEqual([
      'w:y greet',
      'l: pool: demo',
      'l: gpu: "true"',
      'n:y alpha',
      'l: .region == "eu"',
    ]);
  });

  it('leaves alone what an expression gives, the labels of Kubernetes, and the name of a pipeline', () => {
    expect(marked('target: ${{ self.w.attributes.name }}', 'yaml')).toEqual([]);
    expect(marked('labels:\n  app.kubernetes.io/name: swamp-worker\n', 'yaml')).toEqual([]);
    expect(marked('name: worker\njobs:\n  work:\n    runs-on: ubuntu-latest', 'yaml')).toEqual([]);
  });

  it('says which value is whole', () => {
    const pod =
      'env:\n  - name: SWAMP_ORCHESTRATOR_URL\n    value: wss://orchestrator.example:9443\n    # see orchestrator.example\n';
    expect(marked(pod, 'yaml')).toEqual(['a:y wss://orchestrator.example:9443', 'h: orchestrator.example']);
  });

  it('keeps the certificate where the file itself says in which directory it is mounted', () => {
    const file = 'value: /etc/swamp/orchestrator.pem\n';
    expect(marked(file, 'yaml')).toEqual(['d:y /etc/swamp/orchestrator.pem']);
    expect(marked(`${file}volumeMounts:\n  - mountPath: /etc/swamp\n`, 'yaml')).toEqual([]);
  });

  it('keeps the working directory of a unit, which the unit makes', () => {
    expect(marked('WorkingDirectory=/var/lib/swamp-worker', 'systemd')).toEqual([]);
    expect(marked('SWAMP_WORKER_CACHE_DIR=/var/lib/swamp-worker', 'ini')).toEqual(['d: /var/lib/swamp-worker']);
  });
});

it('nothing that a program printed is marked', () => {
  const printed = 'swamp worker connect ws://127.0.0.1:9090 --token alpha.<secret>';
  for (const language of ['output', 'json', 'keys']) {
    expect(marked(printed, language)).toEqual([]);
  }
  expect(highlight(printed, 'output')).not.toContain('<data');
});

it('marks leave the text and its colors as they are', () => {
  const code = 'url: "wss://orchestrator.example:9443" # alpha\ntarget: alpha\n';
  const html = highlight(code, 'yaml');
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  expect(text).toBe(code);
  expect(html.replace(/<\/?data[^>]*>/g, '').replaceAll('</span><span class="s">', '')).toContain(
    '<span class="s">"wss://orchestrator.example:9443"</span>',
  );
  expect(html).toContain('<data value="a"><span class="s">wss://orchestrator.example:9443</span></data>');
});

it('a long file takes no long time', () => {
  const line = "swamp worker connect ws://127.0.0.1:9090 --label site=second 'x' # alpha\n";
  expect(cpuTime(() => findPlaces(line.repeat(2_000), 'bash'))).toBeLessThan(5_000);
});
