import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue, checkValues } from '../../../../src/tools/values/check-value.ts';
import { fieldOf, fixedIds } from '../../../../src/tools/values/values.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const check = (id: string, text: string): string => {
  const checked = checkValue(fieldOf(id)!, text);
  return checked.ok ? checked.value : `refused: ${checked.problem}`;
};

describe('a value is taken as the program takes it', () => {
  it.each([
    ['address', ' WSS://Build.Example.org:09443/ ', 'wss://build.example.org:9443'],
    ['address', 'ws://10.0.0.7:9090', 'ws://10.0.0.7:9090'],
    ['address', 'wss://[2001:db8::1]:9443', 'wss://[2001:db8::1]:9443'],
    ['address', 'wss://build.example.org/swamp', 'wss://build.example.org/swamp'],
    ['host', 'Build-7', 'build-7'],
    ['ip', '10.0.0.7', '10.0.0.7'],
    ['port', '08080', '8080'],
    ['worker', 'build_7-a', 'build_7-a'],
    ['label', 'team=Größe XL (new)', 'team=Größe XL (new)'],
    ['label', 'key=a=b', 'key=a=b'],
    ['cache', '~/Library/Application Support/swamp/', '~/Library/Application Support/swamp'],
    ['service-cache', '/srv//swamp', '/srv/swamp'],
    ['token-file', 'my.token', 'my.token'],
    ['workflow:greet', 'say-hello', 'say-hello'],
  ])('%s: %s', (id, text, value) => {
    expect(check(id, text)).toBe(value);
  });
});

describe('a value is refused', () => {
  it.each([
    ['address', 'http://build.example.org', 'begins with ws:// or wss://'],
    ['address', 'build.example.org:9443', 'begins with ws:// or wss://'],
    ['address', 'wss://me:secret@build.example.org', 'often a secret'],
    ['address', 'wss://build.example.org/?token=x', 'often a secret'],
    ['address', 'wss://build.example.org:70000', 'from 1 to 65535'],
    ['address', 'wss://-build:1', 'no host name'],
    ['address', 'wss://1.2.3.256', 'no host name'],
    ['address', 'wss://a;reboot', 'no host name'],
    ['host', 'a b', 'A host name has'],
    ['ip', '1.2.3', 'four numbers'],
    ['port', '0', 'from 1 to 65535'],
    ['port', '9090; reboot', 'from 1 to 65535'],
    ['worker', 'Alpha', 'Lower-case letters'],
    ['worker', 'alpha.<secret>', 'The name alone'],
    ['worker', 'n'.repeat(65), '64 at most'],
    ['workflow:greet', 'say_hello', 'Lower-case letters'],
    ['label', 'site', '<key>=<value>'],
    ['label', '=x', '<key>=<value>'],
    ['label', 'x=', '<key>=<value>'],
    ['label', 'x=a,b', 'comma'],
    ['label', 'x = a', 'blanks'],
    ['label', 'x=$(reboot)', 'Without quotes'],
    ['label', 'x=${{ vault.get("a") }}', 'Without quotes'],
    ['label', '--label=x', 'Without quotes'],
    ['cache', 'swamp', 'from the root or from ~'],
    ['cache', '/', 'not the whole disk'],
    ['cache', '~/', 'not the whole disk'],
    ['cache', '/srv/../etc', 'Without ..'],
    ['cache', "/srv/it's", 'Without quotes'],
    ['cache', '/srv:/etc', 'colon'],
    ['service-cache', '~/swamp', 'from the root'],
    ['token-file', '-rf', 'does not begin with -'],
    ['worker', 'a\u202Eb', 'cannot be seen'],
    ['label', 'x=a\nb', 'cannot be seen'],
    ['cache', '', 'empty'],
  ])('%s: %j', (id, text, problem) => {
    expect(check(id, text)).toContain(problem);
    expect(check(id, text)).toMatch(/^refused: /);
  });

  it.each(fixedIds)('a secret in %s, with the reason', (id) => {
    const secret = '0123456789abcdef'.repeat(4);
    for (const text of [secret, `alpha.${secret}`, ` ws://h/${secret}`, `x=${secret}`, '-----BEGIN CERTIFICATE-----']) {
      expect(check(id, text)).toMatch(/^refused: This looks like a secret/);
    }
  });

  it('however long it is, at once', () => {
    expect(cpuTime(() => check('address', `wss://${'a.'.repeat(2_500_000)}`))).toBeLessThan(1_000);
    expect(check('label', 'x='.repeat(2_500_000))).toContain('too long');
  });

  it('and nothing is ever thrown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixedIds), fc.string({ unit: 'binary' }), (id, text) => {
        expect(check(id, text)).toBeTypeOf('string');
      }),
    );
  });
});

describe('values together', () => {
  it('leave out what is refused and what is unknown, and keep the others', () => {
    const entered = { worker: 'build-7', port: 'x', cache: ' ', nothing: 'a', 'name:<b>': 'c' };
    expect(checkValues(entered)).toEqual({
      values: { worker: 'build-7' },
      problems: { port: 'A port is a whole number from 1 to 65535.' },
    });
  });

  it('give no two workers one name or one cache directory, be it that of an example', () => {
    const { values, problems } = checkValues({ worker: 'beta', cache: '~/a', 'second-cache': '~/a' });
    expect(values).toEqual({ cache: '~/a' });
    expect(Object.keys(problems)).toEqual(['worker', 'second-cache']);
    // Exchanged, they differ.
    expect(checkValues({ worker: 'beta', 'second-worker': 'alpha' }).problems).toEqual({});
  });
});
