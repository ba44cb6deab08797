// What goes wrong on the way to a route or in it: always a code that a desk has a sentence for, never a stack.

import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { StoreFault } from '../store/port.ts';
import { sendFailure } from './guard.ts';
import { toldError } from './redact.ts';

/** Seconds after which it is worth to come again when the store is away. */
const STORE_AWAY = 5;

interface Problem {
  code?: string;
  statusCode?: number;
  answer?: Failure;
  /** Of a failed check: which part of the request, and what is wrong with it. */
  validationContext?: string;
  validation?: { instancePath?: string; message?: string; keyword?: string }[];
}

function invalid({ validationContext, validation }: Problem): Failure {
  const first = validation?.[0];
  return failure(400, 'bad_body', {
    part: validationContext ?? 'body',
    field: (first?.instancePath ?? '').slice(0, 120),
    problem: (first?.keyword ?? 'format').slice(0, 60),
  });
}

/** The failure that stands for an error of the framework or the store; null for one of ours. */
function knownFailure(error: unknown): Failure | null {
  if (error instanceof StoreFault) {
    return failure(503, error.code, {}, { retryAfter: STORE_AWAY });
  }
  const problem = error as Problem;
  if (problem.answer) return problem.answer;
  if (problem.validation) return invalid(problem);
  switch (problem.statusCode) {
    case 400:
      return failure(400, 'bad_body', { problem: 'request' });
    case 413:
      return failure(413, 'too_large');
    case 415:
      return failure(415, 'unsupported_type', { type: 'json' });
    default:
      return null;
  }
}

/** Answers an error. A bug is logged with an id, and only the id goes out. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const known = knownFailure(error);
  // What was not read of the body is not waited for.
  if (known?.status === 413) void reply.header('connection', 'close');
  if (known) return sendFailure(reply, known);
  if (reply.raw.destroyed || reply.raw.headersSent) return undefined;
  const { id } = request;
  const route = request.routeOptions.url ?? 'none';
  request.log.error({ id, route, ...toldError(error) }, 'bug');
  return sendFailure(reply, failure(500, 'internal', { id }));
}

/** Answers a path that is not served. */
export function answerUnknown(_: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendFailure(reply, failure(404, 'not_served'));
}

const STATUS: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'timeout'],
};

/** Answers bytes that are no request, or not in time; the connection ends. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, words, code] = STATUS[error.code ?? ''] ?? [400, 'Bad Request', 'bad_request'];
  const body = JSON.stringify({ code, facts: {} });
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Whoever does not read the answer does not keep the connection.
  socket.destroySoon();
}
