// Calls of the service as a signed-in reader: the token goes along, and is exchanged for a new one when it is old.

import { answerOf, failedWith } from './answer.ts';
import type { Answer } from './answer.ts';
import { patient } from './patient.ts';
import type { Tokens, TokenStore } from './tokens.ts';

export interface Line {
  get<T>(path: string, query?: Record<string, string | number | undefined>): Promise<Answer<T>>;
  post<T>(path: string, body: object): Promise<Answer<T>>;
  remove<T>(path: string): Promise<Answer<T>>;
}

/** Milliseconds after which a call is given up. */
const LONGEST = 15_000;
/** The page lies beside the calls, at the root of a host or below a proxy's path. */
const ROOT = 'v1';

interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: object;
}

async function send<T>(
  fetched: ReturnType<typeof patient>,
  { method, path, body }: Call,
  token: string | null,
): Promise<Answer<T>> {
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  try {
    const response = await fetched(`${ROOT}/${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(LONGEST),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await answerOf<T>(response);
  } catch {
    return failedWith({ kind: 'offline' });
  }
}

const hasCode = (answer: Answer<unknown>, code: string) =>
  !answer.ok && answer.failed.kind === 'refused' && answer.failed.code === code;
const isSignedOut = (answer: Answer<unknown>) =>
  !answer.ok && answer.failed.kind === 'refused' && answer.failed.status === 401;

/** `?a=b` of what is given. */
function queryText(query: Record<string, string | number | undefined> = {}): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

const slept = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Makes the calls. Whoever is signed out by the service has no tokens afterwards. */
export function createLine(
  raw: typeof fetch,
  tokens: TokenStore,
  wait: (milliseconds: number) => Promise<void> = slept,
): Line {
  const fetched = patient(raw, wait);
  let exchange: Promise<boolean> | null = null;
  const exchanged = async (): Promise<boolean> => {
    const before = tokens.now.value;
    if (!before) return false;
    const call = {
      method: 'POST',
      path: 'session/refresh',
      body: { refresh: before.refresh },
    } as const;
    const answer = await send<Omit<Tokens, 'mustChange'>>(fetched, call, null);
    if (!answer.ok) return false;
    const { token, refresh } = answer.value;
    tokens.keep({ token, refresh, mustChange: before.mustChange });
    return true;
  };
  /** Calls that find the token old at the same time wait for one exchange. */
  const renew = () => (exchange ??= exchanged().finally(() => (exchange = null)));
  const ask = async <T>(call: Call): Promise<Answer<T>> => {
    const own = tokens.now.value?.token ?? null;
    let answer = await send<T>(fetched, call, own);
    if (hasCode(answer, 'token_expired')) {
      const renewed = tokens.now.value?.token !== own || (await renew());
      if (renewed) answer = await send<T>(fetched, call, tokens.now.value?.token ?? null);
    }
    // A wrong PIN is answered with 401 too, to somebody who stays signed in.
    if (own !== null && isSignedOut(answer) && !hasCode(answer, 'bad_card_or_pin')) {
      tokens.keep(null, 'ended');
    }
    return answer;
  };
  return {
    get: (path, query) => ask({ method: 'GET', path: `${path}${queryText(query)}` }),
    post: (path, body) => ask({ method: 'POST', path, body }),
    remove: (path) => ask({ method: 'DELETE', path }),
  };
}
