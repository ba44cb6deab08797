// The line: tokens are exchanged once when they are old, a lost answer is no answer, a signed-out reader has no tokens.

import { describe, expect, it } from 'vitest';
import { createLine } from './line.ts';
import { tokenStore } from './tokens.ts';
import type { Tokens } from './tokens.ts';

type Replies = (
  url: string,
  init: RequestInit,
) => [status: number, body: object, headers?: Record<string, string>] | 'nothing';

const TOKENS: Tokens = { token: 'old', refresh: 'r', mustChange: false };

function scene(replies: Replies, tokens: Tokens | null = TOKENS) {
  const store = tokenStore(sessionStorage);
  if (tokens) store.keep(tokens);
  const asked: string[] = [];
  const fetched = (async (input: string, init: RequestInit) => {
    const bearer = (init.headers as Record<string, string>)['authorization'] ?? '';
    asked.push(`${init.method ?? ''} ${input} ${bearer}`.trim());
    const reply = replies(input, init);
    if (reply === 'nothing') throw new TypeError('Failed to fetch');
    return Response.json(reply[1], { status: reply[0], headers: reply[2] ?? {} });
  }) as unknown as typeof fetch;
  const waits: number[] = [];
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  return { store, asked, waits, line: createLine(fetched, store, wait) };
}

const refused = (code: string) => ({ code, facts: {}, text: { zh: '不', en: 'No' } });

describe('a call', () => {
  it('goes with the token, and what is left out of a query stays out', async () => {
    const { line, asked } = scene(() => [200, { rows: [] }]);
    const query = { text: '数 学', offset: 0, none: undefined, empty: '' };
    expect(await line.get('reader/titles', query)).toEqual({ ok: true, value: { rows: [] } });
    expect(asked).toEqual(['GET v1/reader/titles?text=%E6%95%B0+%E5%AD%A6&offset=0 Bearer old']);
  });

  it('has an old token exchanged once, however many calls find it old', async () => {
    const { line, asked, store } = scene((url, { headers }) => {
      if (url.endsWith('refresh')) return [200, { token: 'new', refresh: 'r2' }];
      const bearer = (headers as Record<string, string>)['authorization'];
      return bearer === 'Bearer new' ? [200, { fine: 1 }] : [401, refused('token_expired')];
    });
    const both = await Promise.all([line.get('reader/me'), line.post('reader/x', { a: 1 })]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(asked.filter((line) => line.includes('refresh'))).toHaveLength(1);
    expect(store.now.value).toEqual({ token: 'new', refresh: 'r2', mustChange: false });
  });

  it('tells a lost line from a refusal and from an answer of something else', async () => {
    const lost = await scene(() => 'nothing').line.get('reader/me');
    expect(lost).toEqual({ ok: false, failed: { kind: 'offline' } });
    const { line } = scene(() => [409, refused('slot_full')]);
    expect(await line.post('reader/x', {})).toMatchObject({
      failed: { kind: 'refused', code: 'slot_full', text: { zh: '不' } },
    });
    const strange = scene(() => [502, { message: 'Bad Gateway' }]);
    expect(await strange.line.get('reader/me')).toEqual({ ok: false, failed: { kind: 'trouble' } });
  });

  it('waits a moment where it came too often, and tells of a longer wait', async () => {
    let left = 2;
    const often = (after: string) => [429, refused('too_many'), { 'retry-after': after }] as const;
    const soon = scene(() => ((left -= 1) >= 0 ? [...often('1')] : [200, { fine: 1 }]));
    expect(await soon.line.get('reader/me')).toEqual({ ok: true, value: { fine: 1 } });
    expect(soon.waits).toEqual([1000, 1000]);
    const late = scene(() => [...often('30')]);
    expect(await late.line.get('reader/me')).toMatchObject({ failed: { code: 'too_many' } });
    expect(late.waits).toEqual([]);
  });

  it('forgets the tokens of a session that has ended, but not over a wrong PIN or a lost line', async () => {
    const ended = scene(() => [401, refused('session_ended')]);
    await ended.line.get('reader/me');
    expect(ended.store.now.value).toBeNull();
    expect(sessionStorage.getItem('shutai-reader')).toBeNull();
    for (const code of ['bad_card_or_pin', 'wait']) {
      const wrong = scene(() => [code === 'wait' ? 429 : 401, refused(code)]);
      await wrong.line.post('reader/pin', {});
      expect(wrong.store.now.value).not.toBeNull();
    }
    const away = scene(() => 'nothing');
    await away.line.get('reader/me');
    expect(away.store.now.value).not.toBeNull();
  });
});

describe('tokens', () => {
  it('survive a reload of the tab, and the sign-out takes all of the session with it', () => {
    tokenStore(sessionStorage).keep(TOKENS);
    sessionStorage.setItem('shutai-reader/offer/1', 'x');
    sessionStorage.setItem('other', 'x');
    const again = tokenStore(sessionStorage);
    expect(again.now.value).toEqual(TOKENS);
    again.keep(null, 'left');
    expect(sessionStorage.getItem('shutai-reader/offer/1')).toBeNull();
    expect(sessionStorage.getItem('other')).toBe('x');
  });

  it('that are damaged, or a storage that refuses, leave nobody signed in and the page whole', () => {
    sessionStorage.setItem('shutai-reader', '{"token":1');
    expect(tokenStore(sessionStorage).now.value).toBeNull();
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as Storage;
    const store = tokenStore(full);
    store.keep(TOKENS);
    expect(store.now.value).toEqual(TOKENS);
  });
});
