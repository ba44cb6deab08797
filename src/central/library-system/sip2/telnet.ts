// Sign-in at the prompts of a terminal, as library systems ask for it on their telnet ports before SIP2 begins.

import type { Socket } from 'node:net';
import type { Timers } from '../../service-port.ts';
import type { SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';

/** What asks for a name, for a password, and what says no. */
const NAME = /(?<!last )(?:login|user(?: ?name)?)\s*[:>]\s*$/iu;
const PASSWORD = /pass ?word\s*[:>]\s*$/iu;
const NO = /invalid|incorrect|denied|refused|login failed/iu;
/** Whoever greets at length is heard out: milliseconds without a word after which SIP2 begins. */
const QUIET = 300;

/** Text of what came, without the commands of the telnet protocol (three bytes, the first of them 255). */
function textOf(bytes: Uint8Array): string {
  const plain: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 255) at += 2;
    else plain.push(bytes[at] ?? 0);
  }
  return String.fromCharCode(...plain);
}

/** First bytes of what a TLS server says to whoever does not speak TLS: an alert (RFC 8446, 5.1). */
const TLS_ALERT = [21, 3];

/** What was said by somebody who speaks no SIP2 on this port, or not yet; null where that cannot be told. */
export function strangerOf(bytes: Uint8Array): 'tls_wanted' | 'telnet_wanted' | null {
  if (TLS_ALERT.every((byte, index) => bytes[index] === byte)) return 'tls_wanted';
  return /(?:^|\W)(?:login|user(?: ?name)?)\s*[:>]/iu.test(textOf(bytes)) ? 'telnet_wanted' : null;
}

/** Answers the prompts; null once the other side has let us in. What it greets with is passed over. */
export function signInByTelnet(
  socket: Socket,
  { user, password }: { user: string; password: string },
  { timers, limits }: { timers: Timers; limits: { answer: number } },
): Promise<SystemFault | null> {
  const { promise, resolve } = Promise.withResolvers<SystemFault | null>();
  const refused = faultOf('login_refused', false, { user });
  let text = '';
  let said: 'nothing' | 'name' | 'password' = 'nothing';
  let cancel: () => void = () => undefined;
  const wait = (ms: number, end: SystemFault | null) => {
    cancel();
    cancel = timers.after(ms, () => resolve(end));
  };
  const say = (what: typeof said, words: string) => {
    said = what;
    text = '';
    socket.write(`${words}\r\n`);
    wait(limits.answer, faultOf('silent', false, { seconds: limits.answer / 1000 }));
  };
  const hear = (packet: Uint8Array) => {
    text += textOf(packet);
    if (said === 'nothing' && NAME.test(text)) say('name', user);
    else if (said === 'name' && PASSWORD.test(text)) say('password', password);
    else if (said === 'password' && (NO.test(text) || NAME.test(text))) resolve(refused);
    else if (said === 'password' && /\S/u.test(text)) wait(QUIET, null);
  };
  const over = () => resolve(said === 'password' ? refused : faultOf('closed', false));
  socket.on('data', hear);
  socket.once('close', over);
  socket.on('error', over);
  wait(limits.answer, faultOf('silent', false, { seconds: limits.answer / 1000 }));
  return promise.finally(() => {
    cancel();
    socket.off('data', hear).off('close', over).off('error', over);
  });
}
