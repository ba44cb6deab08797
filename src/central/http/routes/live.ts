// The two answers that are streams: live changes and the snapshot.

import * as z from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { failureBody, liveQuery, snapshotQuery } from '../../../shared/sync/protocol.ts';
import { hasFailed } from '../../failure.ts';
import type { DeskRow } from '../../store/auth-port.ts';
import type { LiveSink } from '../../sync/feed-port.ts';
import { callsOf, whoOf } from '../call.ts';
import type { App } from '../call.ts';
import { TAGS } from '../document.ts';
import { sendFailure } from '../guard.ts';
import { openLive } from '../live.ts';
import type { LiveStream } from '../live.ts';
import type { RouteParts } from '../routes.ts';
import { sendLines } from '../stream-lines.ts';

const FAILURES = { '4xx': failureBody, '5xx': failureBody };
const text = (type: string) => ({ content: { [type]: { schema: z.string() } } });

function deskOf(request: FastifyRequest): DeskRow {
  const who = whoOf(request);
  if (who.kind !== 'desk') throw new Error('a desk was asked for');
  return who.desk;
}

/** Takes the feed's words until the answer has become a stream: a failure must still be able to be one. */
function lateSink() {
  const early: ((stream: LiveSink) => unknown)[] = [];
  let stream: LiveSink | null = null;
  const pass = (say: (to: LiveSink) => boolean) => {
    if (stream) return say(stream);
    early.push(say);
    return true;
  };
  const sink: LiveSink = {
    frame: (json) => pass((to) => to.frame(json)),
    heartbeat: () => pass((to) => to.heartbeat()),
    end: (reason) => {
      pass((to) => {
        to.end(reason);
        return false;
      });
    },
  };
  return {
    sink,
    opened(to: LiveSink) {
      stream = to;
      for (const say of early) say(to);
    },
  };
}

async function live(parts: RouteParts, request: FastifyRequest, reply: FastifyReply) {
  const { service } = parts;
  const desk = deskOf(request);
  const late = lateSink();
  const from = request.query as z.output<typeof liveQuery>;
  const stop = await service.feed.subscribe(desk, from, late.sink);
  if (typeof stop !== 'function') return sendFailure(reply, stop);
  if (reply.raw.destroyed) return stop();
  const isIn = async () => (await service.store.reads.desk(desk.id))?.revoked === false;
  const stream: LiveStream = openLive(reply, isIn, () => {
    stop();
    parts.live.remove(desk.id, stream);
  });
  parts.live.add(desk.id, stream);
  late.opened(stream);
  return reply;
}

/** Adds them. */
export function addLiveRoutes(app: App, parts: RouteParts): void {
  const { guard } = callsOf(app);
  const shared = {
    method: 'GET' as const,
    config: { proto: 'served' as const },
    onRequest: guard(['desk']),
  };
  app.route({
    ...shared,
    url: '/v1/live',
    schema: {
      summary: 'Changes as they come, as server-sent events: frame, heartbeat, end.',
      tags: [TAGS.sync],
      security: [{ token: [] }],
      querystring: liveQuery,
      response: { 200: text('text/event-stream'), ...FAILURES },
    },
    handler: (request, reply) => live(parts, request, reply),
  });
  app.route({
    ...shared,
    url: '/v1/snapshot',
    schema: {
      summary: 'All rows that a desk needs, a line each, to begin anew.',
      tags: [TAGS.sync],
      security: [{ token: [] }],
      querystring: snapshotQuery,
      response: { 200: text('application/x-ndjson'), ...FAILURES },
    },
    async handler(request, reply) {
      const { part, after } = request.query as z.output<typeof snapshotQuery>;
      const lines = await parts.service.feed.snapshot(deskOf(request), part, after);
      if (hasFailed(lines)) return sendFailure(reply, lines);
      return sendLines(reply, lines, request.headers['accept-encoding']);
    },
  });
}
