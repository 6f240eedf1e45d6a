import { describe, expect, it } from 'vitest';
import { parseHelp } from '../../../src/facts/help-page.ts';

const PAGE = `
Usage:   swamp worker token create <name> --duration <duration>
Version: 20260822.011157.0-sha.06b61472

Description:

  Mint a named worker enrollment token; the plaintext is shown once

Options:

  -h, --help                     - Show this help.
  -q, --quiet                    - Suppress non-essential output
  --duration         <duration>  - Token lifetime (e.g. 30m, 1h, 24h, 7d) — a hard deadline: the enrolled worker is  (required)
                                   disconnected when it elapses
  --max-enrollments  <n>         - Maximum machines this token can enroll (positive integer or "unlimited").
                                   Default: 1
  --server           <url>       - Run through a 'swamp serve' server instead of locally; no
                                   local repo required (env:
                                   SWAMP_SERVE_URL). For headers see SWAMP_SERVE_EXTRA_HEADERS.
  --port             <port>      - Port to listen on                                                                 (Default: \u001b[33m9090\u001b[39m)
  --host             <host>      - Host to bind to                                                                   (Default: \u001b[32m"127.0.0.1"\u001b[39m)
  --stale-ttl        <duration>  - Heartbeat stale TTL — instance considered dead after this (default: 90s, env:
                                   SWAMP_STALE_TTL)
  --label            <label>     - Scheduling label key=value (repeatable) (env: SWAMP_WORKER_LABELS,
                                   comma-separated)
  --oauth-client-id  <id>        - OAuth client ID (required for oauth mode)
  --skip-checks                  - Skip all pre-flight checks                                                        (Default: \u001b[33mfalse\u001b[39m)

Commands:

  token            - Manage worker enrollment tokens
  connect  [url]   - Connect this machine to an orchestrator
                     as a worker
  list, ls         - List workers

Examples:

  Mint a token  swamp worker token create ci --duration 24h
`;

const page = parseHelp(PAGE)!;
const option = (name: string) => page.options.find((candidate) => candidate.name === name)!;

describe('a help page', () => {
  it('names its command and the arguments, without the required flags of the usage line', () => {
    expect(page.command).toBe('worker token create');
    expect(page.arguments).toEqual([{ name: 'name', required: true }]);
    expect(parseHelp('Usage:   swamp worker connect [url]    \nVersion: 1\n')!.arguments).toEqual([
      { name: 'url', required: false },
    ]);
  });

  it('lists every option with short form and value', () => {
    expect(page.options.map(({ name }) => name)).toEqual([
      ...['--help', '--quiet', '--duration', '--max-enrollments', '--server', '--port', '--host', '--stale-ttl'],
      ...['--label', '--oauth-client-id', '--skip-checks'],
    ]);
    expect(option('--quiet')).toMatchObject({ short: '-q', value: undefined });
    expect(option('--duration')).toMatchObject({ short: undefined, value: 'duration' });
  });

  it('joins wrapped lines, with the hints of the last column taken out', () => {
    expect(option('--duration').text).toBe(
      'Token lifetime (e.g. 30m, 1h, 24h, 7d) — a hard deadline: the enrolled worker is disconnected when it elapses',
    );
    expect(option('--duration').required).toBe(true);
    expect(option('--oauth-client-id').required).toBe(false);
  });

  it.each([
    ['--server', 'SWAMP_SERVE_URL'],
    ['--stale-ttl', 'SWAMP_STALE_TTL'],
    ['--label', 'SWAMP_WORKER_LABELS'],
    ['--port', undefined],
  ])('finds the environment variable of %s, also across a line end', (name, variable) => {
    expect(option(name).env).toBe(variable);
  });

  it.each([
    ['--max-enrollments', '1'],
    ['--port', '9090'],
    ['--host', '127.0.0.1'],
    ['--stale-ttl', '90s'],
    ['--skip-checks', 'false'],
    ['--duration', undefined],
  ])('finds the default of %s in each of its forms', (name, value) => {
    expect(option(name).default).toBe(value);
  });

  it.each([
    ['Name of the client (env: SWAMP_NAME). Defaults to swamp-{host}.', 'swamp-{host}'],
    ['Name of the client. Defaults to the name of the host.', undefined],
    ['Defaults to 5. Higher is slower.', undefined],
  ])('takes what "%s" says in words for a default only where it is one word at the end', (text, value) => {
    const [named] = parseHelp(`Usage: swamp serve\n\nOptions:\n\n  --name  <name>  - ${text}\n`)!.options;
    expect(named!.default).toBe(value);
  });

  it('tells which option is repeatable', () => {
    expect(page.options.filter(({ repeatable }) => repeatable).map(({ name }) => name)).toEqual(['--label']);
  });

  it('lists subcommands by their first name', () => {
    expect(page.subcommands).toEqual(['token', 'connect', 'list']);
  });

  it('is told apart from other output', () => {
    expect(parseHelp('error: unknown command\n')).toBeUndefined();
  });
});
