// Headers of every answer, and what the names in a request may be.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { SHORTEST, codingOf, compressed } from './compress.ts';
import type { HttpOptions } from './options.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
};
/** A year. */
const ONLY_TLS = 'max-age=31536000';

/** Sets the headers that no answer is without. */
export function securityHeaders(reply: FastifyReply, options: HttpOptions): void {
  reply.headers(HEADERS);
  if (options.tls || options.behindProxy) reply.header('strict-transport-security', ONLY_TLS);
}

const THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/iu;

/** Refuses another name than this machine's where only this machine is served: a web page may have made it up. */
export function hostFailure(request: FastifyRequest, options: HttpOptions): Failure | null {
  if (!options.loopbackOnly || THIS_MACHINE.test(request.headers.host ?? '')) return null;
  return failure(421, 'wrong_host');
}

/** Compresses a whole answer; streams see to themselves. */
export async function compressAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < SHORTEST) return payload;
  void reply.header('vary', 'accept-encoding');
  const coding = codingOf(request.headers['accept-encoding']);
  if (coding === null || reply.hasHeader('content-encoding')) return payload;
  const bytes = await compressed(payload, coding);
  void reply.header('content-encoding', coding).removeHeader('content-length');
  return bytes;
}
