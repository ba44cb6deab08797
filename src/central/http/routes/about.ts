// Whether the service is well, what it speaks, what it counts, and the document of all its calls.

import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { sha256 } from '../../../node/env.ts';
import { versionsAnswer } from '../../../shared/sync/entry.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import { failure } from '../../failure.ts';
import { callsOf } from '../call.ts';
import type { App } from '../call.ts';
import { codingOf, keptCodings } from '../compress.ts';
import { TAGS } from '../document.ts';
import { sendFailure, tokenOf } from '../guard.ts';
import type { HttpOptions } from '../options.ts';
import type { RouteParts } from '../routes.ts';

/** How long the store may take to answer before the service counts as not ready, in ms. */
const STORE_WAIT = 2000;

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/u;

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

/** Metrics are for this machine, or for who has their own token. */
function mayWatch(request: FastifyRequest, { metricsToken, behindProxy }: HttpOptions): boolean {
  const token = tokenOf(request);
  if (metricsToken !== undefined && token !== null) return isSame(token, metricsToken);
  // Behind a proxy everybody comes from this machine.
  return !behindProxy && LOOPBACK.test(request.socket.remoteAddress ?? '');
}

async function storeAnswers({ service, options }: RouteParts): Promise<boolean> {
  let stop = () => {};
  const late = new Promise<boolean>((resolve) => {
    stop = options.timers.after(STORE_WAIT, () => resolve(false));
  });
  const asked = service.store.reads.meta('epoch').then(
    (epoch) => epoch !== null,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    stop();
  }
}

/** The document as it goes out: it stays as it is while the service runs. */
function keptDocument(app: App) {
  let made: string | null = null;
  const text = () => (made ??= JSON.stringify(app.swagger()));
  return { text, bytes: keptCodings(text) };
}

/** Adds what answers something else than a value. */
function addPlainRoutes(app: App, { options, metrics }: RouteParts): void {
  const { limited } = callsOf(app);
  const document = keptDocument(app);
  app.route({
    method: 'GET',
    url: '/v1/metrics',
    schema: {
      summary: 'Counters for Prometheus; on this machine, or with the token for it.',
      tags: [TAGS.about],
      security: [{ token: [] }],
      response: { 200: { content: { 'text/plain': { schema: z.string() } } } },
    },
    // Before the token is looked at: nobody may guess it as fast as the line carries.
    onRequest: limited,
    async handler(request, reply) {
      if (!mayWatch(request, options)) return sendFailure(reply, failure(403, 'forbidden'));
      return reply
        .type(metrics.type)
        .serializer(String)
        .send(await metrics.text());
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/openapi.json',
    schema: {
      summary: 'This document.',
      tags: [TAGS.about],
      response: { 200: z.looseObject({ openapi: z.string() }) },
    },
    onRequest: limited,
    async handler(request, reply) {
      const coding = codingOf(request.headers['accept-encoding']);
      void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
      if (coding === null) return reply.serializer(String).send(document.text());
      return reply.header('content-encoding', coding).send(await document.bytes(coding));
    },
  });
}

/** Adds them. */
export function addAboutRoutes(app: App, parts: RouteParts): void {
  const { open } = callsOf(app);
  const { service, options } = parts;
  open({
    method: 'GET',
    url: '/v1/health',
    summary: 'The process runs.',
    tag: TAGS.about,
    proto: 'any',
    answer: z.object({ ok: z.literal(true) }),
    run: async () => ({ ok: true as const }),
  });
  open({
    method: 'GET',
    url: '/v1/ready',
    summary: 'Calls can come here: the store answers and the service is not stopping.',
    tag: TAGS.about,
    proto: 'any',
    answer: z.object({ ok: z.literal(true), primary: z.boolean() }),
    async run() {
      if (parts.isClosing() || !(await storeAnswers(parts))) {
        return failure(503, 'unavailable', {}, { retryAfter: 1 });
      }
      return { ok: true as const, primary: service.info().primary };
    },
  });
  open({
    method: 'GET',
    url: '/v1/versions',
    summary: 'Versions of the protocol and the program, and the base of the library.',
    tag: TAGS.about,
    proto: 'any',
    answer: versionsAnswer,
    run: async () => ({
      protocol: { newest: PROTOCOL_VERSION, oldest: OLDEST_PROTOCOL },
      program: options.program,
      baseId: service.info().baseId,
    }),
  });
  addPlainRoutes(app, parts);
}
