// One HTTP request to the central service, up to the head of its answer: connections kept, waits limited.

import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { NetworkFault, isLoopback } from '../desk/sync/central-port.ts';
import type { CentralCall } from '../desk/sync/central-port.ts';

const CONNECT_MS = 5000;
/** Longest wait for the head of an answer, besides what a call itself asks the service to wait. */
export const ANSWER_MS = 30_000;
const KEEP_MS = 15_000;
/** Smaller bodies are not worth packing. */
const PACK_FROM = 4096;

/** Sends requests to one address. */
export interface Sender {
  send(call: CentralCall, accept: string, signal?: AbortSignal): Promise<IncomingMessage>;
}

const UNREACHABLE = /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENET|EADDR|ETIMEDOUT|EACCES)/u;
const CERTIFICATE = /CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_SSL|^EPROTO/u;

/** The fault behind an error of a socket. */
export function networkFault(error: unknown): NetworkFault {
  if (error instanceof NetworkFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CERTIFICATE.test(code)) return new NetworkFault('bad_certificate', error);
  return new NetworkFault(UNREACHABLE.test(code) ? 'unreachable' : 'cut', error);
}

function bodyOf(
  call: CentralCall,
  packs: boolean,
): { body?: Buffer; headers: Record<string, string> } {
  if (call.body === undefined) return { headers: {} };
  const plain = Buffer.from(JSON.stringify(call.body));
  const headers = { 'content-type': 'application/json' };
  if (!packs || plain.length < PACK_FROM) return { body: plain, headers };
  return { body: gzipSync(plain), headers: { ...headers, 'content-encoding': 'gzip' } };
}

function addressOf(base: URL, call: CentralCall): URL {
  const url = new URL(base.pathname.replace(/\/$/u, '') + call.path, base);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    url.searchParams.set(name, String(value));
  }
  return url;
}

/** Fires when no connection stands after a while; a kept one stands at once. */
function limitConnecting(sent: ClientRequest): void {
  const timer = setTimeout(() => sent.destroy(new NetworkFault('unreachable')), CONNECT_MS);
  const stands = () => clearTimeout(timer);
  sent.once('close', stands);
  sent.once('socket', (socket: Socket) => {
    if (!socket.connecting) return stands();
    return socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stands);
  });
}

function answerOf(sent: ClientRequest, ms: number, signal?: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const timer = setTimeout(() => sent.destroy(new NetworkFault('timeout')), ms);
  const stop = () => sent.destroy(new NetworkFault('cut'));
  signal?.addEventListener('abort', stop, { once: true });
  sent.once('response', (answer) => {
    clearTimeout(timer);
    answer.once('close', () => signal?.removeEventListener('abort', stop));
    resolve(answer);
  });
  sent.once('error', (error) => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    reject(networkFault(error));
  });
  return promise;
}

/** A kept connection may have been closed by the other side just now; what may be repeated is then repeated. */
function mayRepeat(call: CentralCall, sent: ClientRequest): boolean {
  return sent.reusedSocket && (call.method === 'GET' || call.path === '/v1/push');
}

/** @throws NetworkFault `plain_http` where the address is not on this machine and not encrypted */
export function createSender(address: string): Sender {
  const base = new URL(address);
  const secure = base.protocol === 'https:';
  if (!secure && !isLoopback(base.hostname)) throw new NetworkFault('plain_http');
  const options = { keepAlive: true, keepAliveMsecs: KEEP_MS, scheduling: 'lifo' } as const;
  const agent = secure ? new SecureAgent(options) : new PlainAgent(options);
  /** Until a proxy or service says that it cannot read packed bodies. */
  let packs = true;

  const once = async (
    call: CentralCall,
    accept: string,
    signal: AbortSignal | undefined,
    again: boolean,
  ): Promise<IncomingMessage> => {
    if (signal?.aborted === true) throw new NetworkFault('cut');
    const { body, headers } = bodyOf(call, packs);
    const sent = (secure ? secureRequest : plainRequest)(addressOf(base, call), {
      agent,
      method: call.method,
      headers: {
        accept,
        'accept-encoding': 'zstd, gzip',
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        ...headers,
        ...(body === undefined ? {} : { 'content-length': body.length }),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      },
    });
    limitConnecting(sent);
    const waits = Number(call.query?.['wait'] ?? 0) * 1000;
    const answering = answerOf(sent, ANSWER_MS + waits, signal);
    sent.end(body);
    try {
      const answer = await answering;
      if (answer.statusCode !== 415 || headers['content-encoding'] === undefined) return answer;
      packs = false;
      answer.resume();
    } catch (error) {
      if (!again || !mayRepeat(call, sent)) throw error;
    }
    return once(call, accept, signal, false);
  };
  return { send: (call, accept, signal) => once(call, accept, signal, true) };
}
