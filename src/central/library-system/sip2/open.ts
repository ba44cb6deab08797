// How a connection to a SIP2 server comes about: plain or over TLS, and with a terminal's sign-in before SIP2 where that is asked for.

import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SystemFaultCode } from '../../../shared/sync/library-system.ts';
import type { SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';
import { createLine } from './line.ts';
import type { Line, LineOptions } from './line.ts';
import { signInByTelnet } from './telnet.ts';

/** Where and how to connect. */
export interface OpenOptions extends LineOptions {
  host: string;
  port: number;
  /** TLS: with certificates (PEM) of the library's own authority, or with those that everybody trusts. */
  tls: { ca: string | null } | null;
  /** Who signs in at the prompts of a terminal before SIP2 begins; null where SIP2 begins at once. */
  telnet: { user: string; password: string } | null;
  /** Ends the line, whatever it is about to do. */
  signal: AbortSignal;
}

/** What a failed handshake says, by Node's codes (OpenSSL's names). */
const TLS_FAULTS: Readonly<Record<string, SystemFaultCode>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_name',
  CERT_HAS_EXPIRED: 'tls_expired',
  CERT_NOT_YET_VALID: 'tls_expired',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_untrusted',
  CERT_SIGNATURE_FAILURE: 'tls_untrusted',
  CERT_UNTRUSTED: 'tls_untrusted',
  INVALID_CA: 'tls_untrusted',
  EPROTO: 'tls_none',
};

function faultOfOpening(code: string, host: string): SystemFault {
  const known = TLS_FAULTS[code] ?? (code.startsWith('ERR_SSL_') ? 'tls_none' : null);
  return known ? faultOf(known, false, { host }) : faultOf('unreachable', false, { why: code });
}

function begin({ host, port, tls }: OpenOptions): { socket: Socket; ready: string } {
  if (!tls) return { socket: connectPlain({ host, port }), ready: 'connect' };
  const name = isIP(host) === 0 ? { servername: host } : {};
  const authority = tls.ca === null ? {} : { ca: tls.ca };
  const socket = connectTls({ host, port, ...name, ...authority, minVersion: 'TLSv1.2' });
  return { socket, ready: 'secureConnect' };
}

/** Connects; the other side has said nothing yet. */
function connected(options: OpenOptions): Promise<Socket | SystemFault> {
  const { host, timers, limits, signal } = options;
  const { promise, resolve } = Promise.withResolvers<Socket | SystemFault>();
  const { socket, ready } = begin(options);
  const fail = (why: string) => {
    socket.destroy();
    resolve(faultOfOpening(why, host));
  };
  const end = () => socket.destroy();
  signal.addEventListener('abort', end);
  socket.once('close', () => {
    signal.removeEventListener('abort', end);
    fail('closed');
  });
  const cancel = timers.after(limits.connect, () => fail('ETIMEDOUT'));
  const failed = (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown');
  socket.once('error', failed);
  socket.once(ready, () => {
    socket.off('error', failed);
    resolve(socket);
  });
  return promise.finally(cancel);
}

/** Opens a connection; no SIP2 has been said on it yet. */
export async function openLine(options: OpenOptions): Promise<Line | SystemFault> {
  const socket = await connected(options);
  if ('is' in socket) return socket;
  if (options.telnet) {
    const refused = await signInByTelnet(socket, options.telnet, options);
    if (refused) {
      socket.destroy();
      return refused;
    }
  }
  return createLine(socket, options);
}
