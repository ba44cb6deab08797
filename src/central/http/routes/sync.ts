// Commands up, the log down: push, pull and checksum.

import { millis } from '../../../shared/lib/time.ts';
import {
  checksumAnswer,
  checksumBody,
  pullAnswer,
  pullQuery,
  pushAnswer,
  pushBody,
} from '../../../shared/sync/protocol.ts';
import type { PushAnswer } from '../../../shared/sync/protocol.ts';
import { failure } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import type { DeskRow } from '../../store/auth-port.ts';
import { callsOf, schemaOf, whoOf } from '../call.ts';
import type { App } from '../call.ts';
import { TAGS } from '../document.ts';
import { sendFailure } from '../guard.ts';
import { readPush } from '../readable.ts';
import type { RouteParts } from '../routes.ts';

const tag = TAGS.sync;

async function push(
  { service, metrics, options, gate }: RouteParts,
  desk: DeskRow,
  body: unknown,
): Promise<PushAnswer | Failure> {
  const read = readPush(body, desk.id);
  if (!read) return failure(400, 'bad_body', { problem: 'push' });
  const began = millis(options.clock.now());
  await gate();
  await service.auth.admit(desk, read.receipts ?? []);
  const answer = await service.lane.push(desk.id, read);
  metrics.pushed(answer, Math.max(0, millis(options.clock.now()) - began) / 1000);
  return answer;
}

/** Adds them. */
export function addSyncRoutes(app: App, parts: RouteParts): void {
  const { call, guard } = callsOf(app);
  const { feed } = parts.service;
  app.route({
    method: 'POST',
    url: '/v1/push',
    schema: schemaOf(
      {
        method: 'POST',
        url: '/v1/push',
        summary: 'Commands in the order of their counter; each gets its one result.',
        tag,
        body: pushBody,
        answer: pushAnswer,
      },
      true,
    ),
    config: { proto: 'old' },
    onRequest: guard(['desk']),
    // Commands are read one by one: one that no program can read does not block the others.
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply) {
      const who = whoOf(request);
      if (who.kind !== 'desk') throw new Error('the guard lets desks in only');
      const answer = await push(parts, who.desk, request.body);
      return 'failed' in answer ? sendFailure(reply, answer) : reply.send(answer);
    },
  });
  call(['desk'], {
    method: 'GET',
    url: '/v1/pull',
    summary: 'A page of the log after a cursor; waits for one if asked.',
    tag,
    query: pullQuery,
    answer: pullAnswer,
    run: ({ who, query, signal }) => feed.pull(who.desk, query, signal),
  });
  call(['desk'], {
    method: 'POST',
    url: '/v1/checksum',
    summary: 'Digests of buckets of one kind; the buckets that differ come back.',
    tag,
    body: checksumBody,
    answer: checksumAnswer,
    run: ({ who, body }) => feed.checksum(who.desk, body),
  });
}
