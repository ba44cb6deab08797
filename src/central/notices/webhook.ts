// Notices by webhook: a signed POST to whoever pushes them to readers' phones.

import { createHmac } from 'node:crypto';
import { millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';
import type { Timers } from '../service-port.ts';
import type { Attempt, Carrier, Letter, LetterPart } from './carrier.ts';

/** What calls are made with. */
export interface WebhookOptions {
  url: URL;
  /** Key of the signatures. */
  secret: string;
  /** Real time: the timestamp that is signed. */
  clock: Clock;
  timers: Timers;
  /** Milliseconds of one attempt; default 10 s. */
  limit?: number;
}

const LIMIT = 10_000;
/** What a receiver may yet put right: who we are, where it is, how busy it is. The rest of 4xx is about the notice. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 404, 407, 408, 421, 423, 425, 429]);

/** Seconds (real time) of the call, and `v1=` with the hex HMAC-SHA-256 of `<timestamp>.<body>`. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

function partOf({ id, requestId, code, at }: LetterPart) {
  return { notice: id, request: requestId, code, at };
}

function bodyOf(letter: Letter): string {
  const { id, requestId, readerId, code, at, corrects, language, subject, text, parts } = letter;
  return JSON.stringify({
    notice: id,
    request: requestId,
    reader: readerId,
    code,
    at,
    corrects,
    language,
    subject,
    text,
    ...(parts === undefined
      ? {}
      : { parts: parts.map((part) => ({ ...partOf(part), text: part.text })) }),
  });
}

function attemptOf(status: number, retryAfter: string | null): Attempt {
  if (status >= 200 && status < 300) return { is: 'sent' };
  const why = `http ${status}`;
  // A redirect is not followed: the address is the administrator's to change.
  const passing = status >= 500 || status < 400 || PASSING.has(status);
  if (!passing) return { is: 'refused', why };
  const seconds = /^\d{1,6}$/u.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return { is: 'failed', why, mayHaveArrived: status >= 500, waitSeconds: seconds };
}

function failureName(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'no answer';
}

/** Faults before anything was said. */
const UNSAID = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u;

/** The carrier by webhook. */
export function webhookCarrier(options: WebhookOptions): Carrier {
  const { url, secret, clock, timers, limit = LIMIT } = options;
  return {
    name: 'webhook',
    async send(letter) {
      const body = bodyOf(letter);
      const timestamp = Math.floor(millis(clock.now()) / 1000);
      const late = new AbortController();
      const cancel = timers.after(limit, () => late.abort());
      try {
        const answer = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: late.signal,
          body,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'idempotency-key': letter.id,
            'x-shutai-notice': letter.id,
            'x-shutai-timestamp': String(timestamp),
            'x-shutai-signature': signatureOf(secret, timestamp, body),
          },
        });
        // What it says besides its status is not asked for.
        await answer.body?.cancel().catch(() => undefined);
        return attemptOf(answer.status, answer.headers.get('retry-after'));
      } catch (error) {
        const why = late.signal.aborted ? 'too long' : failureName(error);
        return { is: 'failed', why, mayHaveArrived: !UNSAID.test(why), waitSeconds: null };
      } finally {
        cancel();
      }
    },
  };
}
