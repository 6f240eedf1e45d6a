import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VALUE_FIELDS } from '../../../../src/markdown/code/example-values.ts';
import type { Mark } from '../../../../src/markdown/code/example-values.ts';
import { checkValue, checkValues } from '../../../../src/tools/values/check-value.ts';
import { fieldOfMark, valueFor } from '../../../../src/tools/values/value-for.ts';
import { fieldOf } from '../../../../src/tools/values/values.ts';
import { linkWith, valuesOfLink } from '../../../../src/tools/values/values-link.ts';
import { readValues } from '../../../../src/tools/values/values-store.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

describe('the fields', () => {
  it('allow their own examples', () => {
    for (const field of VALUE_FIELDS) {
      for (const example of field.examples) {
        expect(checkValue(field, example), field.id).toEqual({ ok: true, value: example });
      }
    }
  });

  it('have different ids', () => {
    expect(new Set(VALUE_FIELDS.map(({ id }) => id)).size).toBe(VALUE_FIELDS.length);
  });

  it.each<[Mark, string, string]>([
    ['a', 'wss://orchestrator.example:9443', 'address'],
    ['o', 'https://orchestrator.example:9443', 'address'],
    ['h', '192.0.2.10', 'ip'],
    ['p', '9190', 'tunnel-port'],
    ['n', 'alpha', 'worker'],
    ['n', 'gone', 'name:gone'],
    ['l', 'site: second', 'label'],
    ['l', '.region == "eu"', 'label:region=eu'],
    ['l', 'gpu: "true"', 'label:gpu=true'],
    ['d', '/var/lib/swamp/m1', 'cache'],
    ['d', '/tmp/swamp-worker', 'path:/tmp/swamp-worker'],
    ['w', 'greet', 'workflow:greet'],
  ])('%s %s is %s', (mark, text, id) => {
    expect(fieldOfMark(mark, text)?.id).toBe(id);
  });

  it.each(['', 'x', 'name:', 'name:<img>', 'toString:a', '__proto__:a', `name:${'a'.repeat(81)}`])(
    'there is none called %j',
    (id) => {
      expect(fieldOf(id)).toBeUndefined();
    },
  );
});

describe('the address of the orchestrator', () => {
  const address = 'wss://build.example.org:8443';

  it.each<[Mark, string, string | undefined]>([
    ['a', 'ws://127.0.0.1:9090', address],
    ['a', 'wss://orchestrator.example', address],
    ['o', 'https://orchestrator.example:9443', 'https://build.example.org:8443'],
    ['h', 'orchestrator.example', 'build.example.org'],
    ['h', '192.0.2.10', undefined],
    ['h', 'worker.example', undefined],
    ['p', '9443', '8443'],
    ['p', '9090', undefined],
    ['p', '9190', undefined],
  ])('when others reach it: %s %s', (mark, text, value) => {
    expect(valueFor(mark, text, { address })).toBe(value);
  });

  it.each<[Mark, string, string | undefined]>([
    ['a', 'ws://127.0.0.1:9090', 'ws://localhost:8080'],
    // Of another machine, it would lead to nothing.
    ['a', 'wss://orchestrator.example:9443', undefined],
    ['o', 'https://orchestrator.example:9443', undefined],
    ['h', 'orchestrator.example', undefined],
    ['p', '9090', '8080'],
    ['p', '9443', undefined],
  ])('when it is the own machine: %s %s', (mark, text, value) => {
    expect(valueFor(mark, text, { address: 'ws://localhost:8080' })).toBe(value);
  });

  it('follows from host and port without one of its own', () => {
    const values = { host: 'build.example.org', port: '8080' };
    expect(valueFor('a', 'ws://127.0.0.1:9090', values)).toBe('ws://127.0.0.1:8080');
    expect(valueFor('a', 'wss://orchestrator.example:9443', values)).toBe('wss://build.example.org:9443');
    expect(valueFor('o', 'https://orchestrator.example:9090', values)).toBe('https://build.example.org:8080');
  });

  it('keeps apart names and numbers, which certificates tell apart', () => {
    expect(valueFor('h', '192.0.2.10', { address: 'wss://10.0.0.7:9090' })).toBe('10.0.0.7');
    expect(valueFor('h', 'orchestrator.example', { address: 'wss://10.0.0.7:9090' })).toBeUndefined();
  });
});

describe('a link', () => {
  it('brings the values along', () => {
    const values = { address: 'wss://build.example.org:9443', label: 'team=Größe & XL', 'workflow:greet': 'hi' };
    const link = linkWith('https://docs.example.org/a?release=20260822.011157#there', values);
    expect(link.startsWith('https://docs.example.org/a?release=20260822.011157#values:')).toBe(true);
    expect(valuesOfLink(new URL(link).hash)).toEqual({ values, problems: {} });
  });

  it('brings none that the page would refuse', () => {
    expect(valuesOfLink('#values:port=1;reboot&worker=build-7&x=y&address=javascript:alert(1)')).toEqual({
      values: { worker: 'build-7' },
      problems: {
        port: 'A port is a whole number from 1 to 65535.',
        address: 'An address begins with ws:// or wss://, then host and port, such as wss://build.example.org:9443.',
      },
    });
    expect(valuesOfLink(`#values:worker=${'a'.repeat(5_000_000)}`)).toEqual({ values: {}, problems: {} });
  });

  it('may be anything', () => {
    expect(valuesOfLink('#there')).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { values } = valuesOfLink(`#values:${text}`)!;
        expect(checkValues(values)).toEqual({ values, problems: {} });
      }),
    );
  });
});

describe('what a device keeps', () => {
  it.each(['', 'null', '[]', '1', '{', '"a"', '{"port":8080,"worker":{"a":1},"cache":"/"}'])('may be %s', (text) => {
    expect(readValues(text)).toEqual({});
  });

  it('is checked anew', () => {
    expect(readValues('{"port":"8080","worker":"A","gone":"x"}')).toEqual({ port: '8080' });
    expect(cpuTime(() => readValues(`{"port":"${'9'.repeat(5_000_000)}"}`))).toBeLessThan(2_000);
  });
});
