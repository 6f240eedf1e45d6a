import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../../scripts/lib/browser.ts';
import { assertPortFree, parsePort } from '../../../scripts/lib/port.ts';

describe('findBrowser', () => {
  const machineWith = (files: string[], env: Record<string, string>) => ({
    env,
    isExecutable: (file: string) => files.includes(file),
  });

  it('takes CHROME_PATH first', () => {
    expect(
      findBrowser(machineWith(['/opt/chrome', '/usr/bin/chromium'], { CHROME_PATH: '/opt/chrome', PATH: '/usr/bin' })),
    ).toBe('/opt/chrome');
  });

  it('says what is wrong with a CHROME_PATH that cannot be run', () => {
    expect(() => findBrowser(machineWith([], { CHROME_PATH: '/opt/none' }))).toThrow(
      /CHROME_PATH is '\/opt\/none'.*Correct it/,
    );
  });

  it('then looks on the path', () => {
    expect(findBrowser(machineWith(['/usr/bin/google-chrome'], { PATH: '/bin:/usr/bin' }))).toBe(
      '/usr/bin/google-chrome',
    );
  });

  it('takes the headless shell before a whole browser, wherever on the path it is', () => {
    const machine = machineWith(['/opt/bin/chromium', '/usr/bin/chromium-headless-shell'], {
      PATH: '/opt/bin:/usr/bin',
    });
    expect(findBrowser(machine)).toBe('/usr/bin/chromium-headless-shell');
  });

  it('finds none on a machine without one', () => {
    expect(findBrowser(machineWith([], { PATH: '/bin' }))).toBeUndefined();
  });
});

describe('ports', () => {
  it.each([
    [undefined, 3000],
    ['', 3000],
    ['8080', 8080],
  ])('reads %j', (value, port) => {
    expect(parsePort(value)).toBe(port);
  });

  it.each(['0', '65536', 'http', '-1', '80.5', '8080; ls'])('refuses %j', (value) => {
    expect(() => parsePort(value)).toThrow(/a port is a number from 1 to 65535/);
  });

  it('says what to do when a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port)).rejects.toThrow(
      `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`,
    );
    server.close();
    await expect(assertPortFree(0)).resolves.toBeUndefined();
  });
});
