// Every refusal to a reader or a bookseller comes with a sentence in both languages, wherever it was made.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readerHttp } from '../../../tests/support/reader-http.ts';
import type { Answer } from '../../../tests/support/reader-http.ts';

const SENTENCES = {
  zh: expect.stringMatching(/\p{Script=Han}[^{–]*。$/u),
  en: expect.stringMatching(/^\p{Lu}[^{–]*\.$/u),
};

/** Status, code and the Chinese sentence of an answer that has a sentence in both languages. */
function said({ status, body }: Answer): string {
  expect(body['text']).toEqual(SENTENCES);
  const text = body['text'] as unknown as { zh: string };
  return [status, body['code'], text.zh].join(' ');
}

describe('a refusal to somebody outside', () => {
  it('is said to a reader who signs in wrongly, too often, or without a token', async () => {
    await using http = await readerHttp();
    const signIn = (payload: object) =>
      http.call({ method: 'POST', url: '/v1/reader/session', payload });
    const wrong = { card: '1800000001', pin: 'x' };
    expect(said(await signIn(wrong))).toMatch(/^401 bad_card_or_pin .*证号或密码不对/u);
    expect(said(await signIn({ card: 1 }))).toMatch(/^400 bad_body .*“证号”填写/u);
    for (let n = 0; n < 5; n += 1) await signIn(wrong);
    expect(said(await signIn(wrong))).toMatch(/^429 wait .*30 秒/u);
    const open = await http.call({ method: 'GET', url: '/v1/reader/me' });
    expect(said(open)).toMatch(/^401 no_token .*请先登录/u);
    const headers = { authorization: 'Bearer nonsense' };
    const stranger = await http.call({ method: 'GET', url: '/v1/reader/me', headers });
    expect(said(stranger)).toMatch(/^401 bad_token /u);
    expect(said(await http.call({ method: 'GET', url: '/v1/reader/nowhere' }))).toMatch(
      /^404 not_served /u,
    );
  });

  it('is said to a reader who is signed in', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    expect(said(await reader.get('/v1/reader/titles/none'))).toMatch(/^404 not_found /u);
    expect(said(await reader.get('/v1/reader/titles?text=x&limit=0'))).toMatch(/^400 bad_body /u);
    const pin = await reader.post('/v1/reader/pin', { old: '000001', fresh: '1111' });
    expect(said(pin)).toMatch(/^400 weak_pin .*太简单/u);
    expect(said(await reader.get('/v1/vendor/orders'))).toMatch(/^403 wrong_token /u);
    await reader.remove('/v1/reader/session');
    expect(said(await reader.get('/v1/reader/me'))).toMatch(/^401 session_ended /u);
  });

  it('names the field that is not filled in right', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const send = async (path: string, body: object) =>
      said(await reader.post(`/v1/reader/${path}`, { requestId: randomUUID(), ...body }));
    expect(await send('titles/t1/review', { stars: 6 })).toMatch(/^400 bad_body “星数”太长或太大/u);
    expect(await send('titles/t1/review', { stars: 0 })).toMatch(/^400 bad_body “星数”太短或太小/u);
    const long = { text: '长'.repeat(2001) };
    expect(await send('feedback', long)).toMatch(/^400 bad_body “想说的话”太长/u);
    const wish = { bookTitle: '书' };
    expect(await send('suggestions', { ...wish, price: -1 })).toMatch(/^400 bad_body “定价”太短/u);
    expect(await send('suggestions', { ...wish, isbn: '123' })).toMatch(/^400 bad_input “ISBN”填/u);
    const away = { titleId: 't1', campus: 'nowhere' };
    expect(await send('holds', away)).toMatch(/^400 bad_input “校区”填/u);
    expect(await send('suggestions', { bookTitle: '' })).toMatch(/^400 missing_input .*“书名”/u);
    const lines = [{ isbn: '9787111213826', price: -1, vendorId: 'vendor', way: 'post' }];
    expect(await send('requests', { queue: 'purchase', lines })).toMatch(/“定价”太短/u);
    expect(await send('feedback', { text: '好', more: 1 })).toMatch(/^400 bad_body .*看不懂/u);
  });

  it('is said to whoever calls too often', async () => {
    await using http = await readerHttp({ rates: { reader: { burst: 1, perSecond: 1 } } });
    const reader = await http.reader(1);
    for (let n = 0; n < 2; n += 1) await reader.get('/v1/reader/loans');
    expect(said(await reader.get('/v1/reader/loans'))).toMatch(/^429 too_many .*秒/u);
  });

  it('is said to a bookseller in a house’s own words', async () => {
    await using http = await readerHttp();
    const payload = { login: 'bookseller', password: 'wrong' };
    const wrong = await http.call({ method: 'POST', url: '/v1/vendor/session', payload });
    expect(said(wrong)).toMatch(/^401 bad_login .*账号/u);
    const vendor = await http.vendor();
    expect(said(await vendor.get('/v1/vendor/orders/none'))).toMatch(/^404 not_found .*贵社/u);
  });

  it('is no more than a code to everybody else', async () => {
    await using http = await readerHttp();
    const answer = await http.call({ method: 'POST', url: '/v1/session/refresh', payload: {} });
    expect(answer.body['text']).toBeUndefined();
    const none = await http.call({ method: 'GET', url: `/v1/${randomUUID()}` });
    expect(none.body).toEqual({ code: 'not_served', facts: {} });
  });
});
