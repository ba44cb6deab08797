// Begins with the library's own system as the command line names it, or as it was.

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LEDGER_POLICY } from '../../shared/circulation/loans/ledger.ts';
import { keepNone, keepSip2, policyOf, setLedger } from '../library-system/keep.ts';
import type { KeptSystem } from '../library-system/keep.ts';
import type { SystemStart } from '../library-system/settings.ts';
import type { Sip2Settings } from '../library-system/sip2/system.ts';
import type { Service } from '../service-port.ts';
import type { Means } from './serve.ts';

function readOf(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`The file of ${option} cannot be read: ${file}`);
  }
}

/** Read from a file, so that no list of programs shows it. */
function passwordIn(start: Extract<SystemStart, { kind: 'sip2' }>): string {
  if (start.passwordFile === null) return start.password;
  return readOf(start.passwordFile, '--sip2-password-file').replace(/\r?\n$/u, '');
}

/** Certificates of the library's own authority. */
function authorityIn({
  encrypted,
  authorityFile: file,
}: Extract<SystemStart, { kind: 'sip2' }>): Sip2Settings['tls'] {
  if (!encrypted) return null;
  if (file === null) return { ca: null };
  const ca = readOf(file, '--sip2-ca');
  try {
    void new X509Certificate(ca);
    return { ca };
  } catch {
    throw new Error(`The file of --sip2-ca holds no certificate in PEM form: ${file}`);
  }
}

/**
 * Opens it and says in the policies who keeps the ledger; nothing is asked before its `start`.
 * @throws Error with a sentence
 */
export async function beginSystem(
  start: SystemStart,
  service: Service,
  means: Means,
): Promise<KeptSystem> {
  const { print, random } = means;
  const parts = {
    ...means,
    ...service,
    random: () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32,
  };
  if (start?.kind !== 'sip2') {
    if (start?.kind === 'off') await setLedger(parts, 'built_in');
    else if ((await policyOf(service.lane, LEDGER_POLICY)) === 'sip2') {
      print('Loans wait for the library’s own system: start with --sip2, or end it by --sip2 off.');
    }
    return keepNone(parts);
  }
  const secrets = { password: passwordIn(start), tls: authorityIn(start) };
  const system = await keepSip2(parts, { ...start, ...secrets });
  await setLedger(parts, 'sip2');
  return system;
}
