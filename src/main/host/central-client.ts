// The central service over the network: the port of the desk's sync over Node's own HTTP.

import type { IncomingMessage } from 'node:http';
import { NetworkFault } from '../desk/sync/central-port.ts';
import type { CentralAnswer, ConnectCentral } from '../desk/sync/central-port.ts';
import { readEvents, readJson, readLines } from './central-body.ts';
import { createSender } from './central-request.ts';

const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/x-ndjson';
const IS_LINES = /^application\/(?:x-)?ndjson\b/u;
const EVENTS_TYPE = 'text/event-stream';
const IS_EVENTS = /^text\/event-stream\b/u;
/** Longest wait that a service can ask for, in seconds. */
const LONGEST_RETRY = 3600;

/** Seconds of `Retry-After`, which is a number or a date; a date counts from the answer's own. */
function retryAfter({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after'];
  if (text === undefined) return null;
  const until = Date.parse(text);
  const sent = Date.parse(headers.date ?? '');
  const seconds = /^\d+$/u.test(text.trim()) ? Number(text) : (until - sent) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LONGEST_RETRY) : null;
}

async function answerOf(answer: IncomingMessage): Promise<CentralAnswer> {
  const status = answer.statusCode ?? 0;
  const wait = retryAfter(answer);
  const body = await readJson(answer);
  // A page of a proxy or a captive portal in the place of what was asked for.
  if (body === undefined && status < 300) throw new NetworkFault('bad_answer');
  return { status, body: body ?? null, retryAfter: wait };
}

/** Null where the answer is the stream that was asked for, else the answer that says why not. */
async function notStream(answer: IncomingMessage, type: RegExp): Promise<CentralAnswer | null> {
  if (answer.statusCode !== 200) return answerOf(answer);
  if (type.test(answer.headers['content-type'] ?? '')) return null;
  answer.destroy();
  throw new NetworkFault('bad_answer');
}

/** The service at an address. @throws NetworkFault `plain_http` */
export const connectCentral: ConnectCentral = (address) => {
  const sender = createSender(address);
  return {
    call: async (call, signal) => answerOf(await sender.send(call, JSON_TYPE, signal)),
    async *live(call, signal) {
      const answer = await sender.send(call, EVENTS_TYPE, signal);
      const refused = await notStream(answer, IS_EVENTS);
      if (refused) yield refused;
      else yield* readEvents(answer);
    },
    async *lines(call, signal) {
      const answer = await sender.send(call, LINES_TYPE, signal);
      const refused = await notStream(answer, IS_LINES);
      if (refused) yield refused;
      else yield* readLines(answer);
    },
  };
};
