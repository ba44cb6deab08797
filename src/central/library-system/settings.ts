// How a library's own system is named on the command line, and read from there.

import { DAY_ORDERS } from './sip2/dates.ts';
import type { Sip2Settings } from './sip2/system.ts';
import { ENCODINGS } from './sip2/text-coding.ts';

/** The system as it was asked for: over SIP2, given up (`off`), or as it was before (null). */
export type SystemStart =
  | (Omit<Sip2Settings, 'password' | 'tls'> & {
      kind: 'sip2';
      password: string;
      /** File with the password, read at the start; null where the environment has it. */
      passwordFile: string | null;
      /** Whether lines go over TLS. */
      encrypted: boolean;
      /** File with certificates (PEM) of the authority that they are checked by; null for those that everybody trusts. */
      authorityFile: string | null;
    })
  | { kind: 'off' }
  | null;

/** Words of the command line that name it. */
export interface SystemWords {
  sip2?: string | undefined;
  'sip2-user'?: string | undefined;
  'sip2-password-file'?: string | undefined;
  'sip2-location'?: string | undefined;
  'sip2-encoding'?: string | undefined;
  'sip2-institution'?: string | undefined;
  'sip2-lines'?: string | undefined;
  'sip2-dates'?: string | undefined;
  'sip2-pickup'?: string | undefined;
  'sip2-login'?: string | undefined;
  'sip2-tls'?: boolean | undefined;
  'sip2-ca'?: string | undefined;
}

/** Lines that a service opens at most, and those where nothing is said. */
const MOST_LINES = 16;
const LINES = '4';

function placeOf(text: string): { host: string; port: number } {
  const [, host = '', digits = ''] = /^(\[[\da-f:.]+\]|[^:\s]+):(\d{1,5})$/iu.exec(text) ?? [];
  const port = Number(digits);
  if (host === '' || port < 1 || port > 65_535) {
    throw new Error(`--sip2 wants HOST:PORT (or "off"), not "${text}".`);
  }
  return { host: host.replaceAll(/[[\]]/gu, ''), port };
}

function encodingOf(text: string): Sip2Settings['encoding'] {
  const found = ENCODINGS.find((each) => each === text.toLowerCase());
  if (found) return found;
  throw new Error(`--sip2-encoding is one of ${ENCODINGS.join(', ')}, not "${text}".`);
}

function pickupsOf(text: string): Sip2Settings['pickups'] {
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split('='));
  const bad = pairs.some(([campus = '', theirs = '', more]) => !campus || !theirs || more);
  if (bad) throw new Error(`--sip2-pickup wants CAMPUS=CODE,CAMPUS=CODE, not "${text}".`);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function loginOf(text: string, user: string | undefined): Sip2Settings['by'] {
  if (text !== 'message' && text !== 'telnet') {
    throw new Error(`--sip2-login is message or telnet, not "${text}".`);
  }
  if (text === 'telnet' && user === undefined) {
    throw new Error('--sip2-login telnet wants --sip2-user.');
  }
  return text;
}

function linesOf(text: string): number {
  const lines = Number(text);
  if (Number.isInteger(lines) && lines >= 1 && lines <= MOST_LINES) return lines;
  throw new Error(`--sip2-lines wants a whole number from 1 to ${MOST_LINES}, not "${text}".`);
}

function dayOrderOf(text: string | undefined): Sip2Settings['dayOrder'] {
  if (text === undefined) return null;
  const found = DAY_ORDERS.find((each) => each === text.toLowerCase());
  if (found) return found;
  throw new Error(`--sip2-dates is one of ${DAY_ORDERS.join(', ')}, not "${text}".`);
}

/**
 * Reads them; the password is never among the words, which every program of the machine can see.
 * @throws Error with a sentence for the person at the terminal
 */
export function systemStartOf(
  words: SystemWords,
  password: string | undefined,
  path: (file: string) => string,
): SystemStart {
  const { sip2 } = words;
  if (sip2 === undefined) {
    const [stray] = Object.keys(words).filter((key) => key.startsWith('sip2-'));
    if (stray !== undefined) throw new Error(`--${stray} goes with --sip2 HOST:PORT.`);
    return null;
  }
  if (sip2 === 'off') return { kind: 'off' };
  const file = words['sip2-password-file'];
  const authority = words['sip2-ca'];
  return {
    kind: 'sip2',
    ...placeOf(sip2),
    user: words['sip2-user'] ?? null,
    password: password ?? '',
    passwordFile: file === undefined ? null : path(file),
    location: words['sip2-location'] ?? '',
    encoding: encodingOf(words['sip2-encoding'] ?? 'gbk'),
    institution: words['sip2-institution'] ?? '',
    lines: linesOf(words['sip2-lines'] ?? LINES),
    dayOrder: dayOrderOf(words['sip2-dates']),
    pickups: pickupsOf(words['sip2-pickup'] ?? ''),
    by: loginOf(words['sip2-login'] ?? 'message', words['sip2-user']),
    encrypted: words['sip2-tls'] === true || authority !== undefined,
    authorityFile: authority === undefined ? null : path(authority),
  };
}
