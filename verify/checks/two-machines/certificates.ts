import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ORCHESTRATOR, ORCHESTRATOR_NAME } from './machines.ts';

/** Where pages show the certificates. */
export const SHOWN_FOLDER = '/etc/swamp';

const execute = promisify(execFile);

/** Longer than any scene. */
const DAYS = '2';

/** What a certificate that an authority signed is for. */
const FOR_THE_ADDRESS = `IP:${ORCHESTRATOR},DNS:${ORCHESTRATOR_NAME}`;
const FOR_ANOTHER_NAME = 'DNS:other.example';

/**
 * Makes an authority (`ca`) and certificates with their keys: `server` and `wrong`, which is for another name, both
 * signed by it; `self`, signed by itself; `selfca`, signed by itself and an authority at the same time, as
 * `openssl req -x509` makes it.
 */
export async function makeCertificates(folder: string): Promise<void> {
  await selfSigned(folder, 'ca', ['-subj', '/CN=swamp CA']);
  await signed(folder, 'server', FOR_THE_ADDRESS);
  await signed(folder, 'wrong', FOR_ANOTHER_NAME);
  const forItself = ['-subj', `/CN=${ORCHESTRATOR_NAME}`, '-addext', `subjectAltName=${FOR_THE_ADDRESS}`];
  await selfSigned(folder, 'self', [...forItself, '-addext', 'basicConstraints=critical,CA:FALSE']);
  await selfSigned(folder, 'selfca', forItself);
}

async function selfSigned(folder: string, name: string, args: readonly string[]): Promise<void> {
  await openssl(folder, ['req', '-x509', ...newKey(name), '-days', DAYS, '-out', `${name}.pem`, ...args]);
}

async function signed(folder: string, name: string, names: string): Promise<void> {
  await openssl(folder, ['req', ...newKey(name), '-subj', `/CN=${name}`, '-out', `${name}.csr`]);
  writeFileSync(path.join(folder, `${name}.ext`), `basicConstraints=CA:FALSE\nsubjectAltName=${names}\n`);
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  const request = ['-in', `${name}.csr`, '-extfile', `${name}.ext`];
  await openssl(folder, ['x509', '-req', ...request, ...authority, '-days', DAYS, '-out', `${name}.pem`]);
}

function newKey(name: string): readonly string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`];
}

async function openssl(folder: string, args: readonly string[]): Promise<void> {
  await execute('openssl', args, { cwd: folder });
}
