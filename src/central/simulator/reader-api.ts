// The readers' calls as a phone makes them: HTTP and nothing else, with every answer as a value.

import type { Timers } from '../service-port.ts';

/** What came back. Status 0: nothing did. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  /** Seconds after which to come again, where the service said so. */
  retryAfter: number | null;
}

/** Calls of the service. */
export interface ReaderApi {
  call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    token: string | null,
    body?: object,
  ): Promise<Reply>;
}

/** Milliseconds after which a phone gives a call up. */
const LONGEST = 15_000;
const NOTHING: Reply = { status: 0, body: {}, retryAfter: null };

async function replyOf(answer: Response): Promise<Reply> {
  const text = await answer.text();
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return {
    status: answer.status,
    body: text === '' ? {} : (JSON.parse(text) as Reply['body']),
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  };
}

/** Makes the calls of one address. */
export function readerApi(address: string, timers: Timers): ReaderApi {
  return {
    async call(method, path, token, body) {
      const late = new AbortController();
      const cancel = timers.after(LONGEST, () => late.abort());
      try {
        const answer = await fetch(`${address}${path}`, {
          method,
          signal: late.signal,
          headers: {
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return await replyOf(answer);
      } catch {
        return NOTHING;
      } finally {
        cancel();
      }
    },
  };
}
