import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findPlaces } from '../../../../src/markdown/code/find-places.ts';
import { checkValue } from '../../../../src/tools/values/check-value.ts';
import { valueFor } from '../../../../src/tools/values/value-for.ts';
import { fieldOf } from '../../../../src/tools/values/values.ts';
import type { Values } from '../../../../src/tools/values/values.ts';
import { writeValue } from '../../../../src/tools/values/write-value.ts';

/** A block as a reader with values sees and copies it. */
function withValues(code: string, language: string, values: Values): string {
  let text = '';
  let position = 0;
  for (const { start, end, mark, place } of findPlaces(code, language)) {
    const example = code.slice(start, end);
    const value = valueFor(mark, example, values);
    const shown = value === undefined ? undefined : writeValue(value, language, place, mark, example);
    text += code.slice(position, start) + (shown ?? example);
    position = end;
  }
  return text + code.slice(position);
}

/** The words that a shell makes of a line, without its command. */
function wordsOf(line: string): string[] {
  const { stdout, status } = spawnSync('sh', ['-c', line.replace(/^\S+/, "printf '%s\\n'")], {
    encoding: 'utf8',
    env: { HOME: '/home/you', PATH: process.env['PATH'] },
  });
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
}

/** What passes the checks for the value of a label, and is as nasty as that can be. */
const NASTY = [
  'a b',
  'a;reboot',
  'a|b',
  'a&b',
  '(a)',
  '*',
  '#a',
  'a #b',
  '!a',
  '{a}',
  '<a>',
  'Größe',
  '%h',
  '~',
  '[a]',
  'a: b',
  '- a',
];

describe('in a shell', () => {
  const command = 'swamp worker connect --label site=second --cache-dir ~/swamp-worker-cache';

  it.each(NASTY)('%s is one word', (nasty) => {
    const values = { label: `key=${nasty}`, cache: `~/dir/x${nasty.replace(':', '')}` };
    for (const [id, value] of Object.entries(values)) {
      expect(checkValue(fieldOf(id)!, value)).toEqual({ ok: true, value });
    }
    expect(wordsOf(withValues(command, 'bash', values))).toEqual([
      'worker',
      'connect',
      '--label',
      values.label,
      '--cache-dir',
      values.cache.replace('~', '/home/you'),
    ]);
  });

  it('also within a program in quotes', () => {
    // A quote does not pass the checks, and would be safe all the same.
    const values = { label: "key=a b;c'd" };
    const line = withValues('sh -c \'exec printf "%s," swamp --label site=second\'', 'bash', values);
    expect(spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stdout).toBe(`swamp,--label,${values.label},`);
  });

  it('whatever passes the checks', () => {
    const labels = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `k=${text}`);
    fc.assert(
      fc.property(labels, (label) => {
        const checked = checkValue(fieldOf('label')!, label);
        if (checked.ok) {
          const line = withValues('swamp --label site=second', 'bash', { label: checked.value });
          expect(wordsOf(line)).toEqual(['--label', checked.value]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an address, a port, a host and names take the place of all their examples', () => {
    const written = [
      'swamp serve --port 9090',
      'swamp worker token create alpha',
      'ssh -L 127.0.0.1:9190:127.0.0.1:9090 worker.example',
      'swamp workflow run greet --server ws://127.0.0.1:9090',
      'swamp data query \'attributes.workerName == "alpha"\'',
    ];
    const values = { port: '8080', worker: 'build-7', 'tunnel-port': '7070', 'worker-host': 'w.example.org' };
    expect(withValues(written.join('\n'), 'bash', values).split('\n')).toEqual([
      'swamp serve --port 8080',
      'swamp worker token create build-7',
      'ssh -L 127.0.0.1:7070:127.0.0.1:8080 w.example.org',
      'swamp workflow run greet --server ws://127.0.0.1:8080',
      'swamp data query \'attributes.workerName == "build-7"\'',
    ]);
  });
});

describe('in YAML', () => {
  it.each([...NASTY, 'true', '007', 'null', '1e3'])('%s stays a text', (nasty) => {
    const file = 'labels:\n  site: second\n  gpu: "true"\n';
    const values = { label: `key=${nasty}`, 'label:gpu=true': `gpu=${nasty}` };
    expect(parse(withValues(file, 'yaml', values))).toEqual({ labels: { key: nasty, gpu: nasty } });
  });

  it.each(['123', 'true', 'no', 'build-7'])('the worker %s stays a text', (worker) => {
    expect(parse(withValues('target: alpha\n', 'yaml', { worker }))).toEqual({ target: worker });
  });

  it('a part of a text holds plain words only, else the example stays', () => {
    const file = 'args: [--cert, /etc/swamp/orchestrator.pem]\n';
    expect(withValues(file, 'yaml', { certificate: '/srv/ca.pem' })).toContain('/srv/ca.pem]');
    expect(withValues(file, 'yaml', { certificate: '/srv/my ca.pem' })).toBe(file);
  });

  it('an expression asks for the label in its own way', () => {
    const line = 'in: ${{ workers.connected().filter(w, w.attributes.labels.region == "eu") }}';
    const own = (label: string): string => withValues(line, 'yaml', { 'label:region=eu': label });
    expect(own('zone=north')).toContain('labels.zone == "north"');
    expect(own('my-zone=north')).toContain('labels["my-zone"] == "north"');
    expect(own('zone=a b')).toBe(line);
  });
});

describe('in other files', () => {
  it('variables take the rest of the line', () => {
    const written = withValues('SWAMP_WORKER_LABELS=site=second\n', 'ini', { label: 'site=a b' });
    expect(written).toBe('SWAMP_WORKER_LABELS=site=a b\n');
  });

  it('a unit and a proxy hold plain words only', () => {
    const unit = 'Environment=DENO_CERT=/etc/swamp/orchestrator.pem';
    expect(withValues(unit, 'systemd', { certificate: '/srv/ca.pem' })).toBe('Environment=DENO_CERT=/srv/ca.pem');
    expect(withValues(unit, 'systemd', { certificate: '/srv/%h.pem' })).toBe(unit);
    const address = 'wss://build.example.org';
    expect(withValues('listen 9443 ssl;\nserver_name orchestrator.example;', 'nginx', { address })).toBe(
      'listen 443 ssl;\nserver_name build.example.org;',
    );
  });
});
