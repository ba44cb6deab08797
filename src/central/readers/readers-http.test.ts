// The readers' calls over HTTP: who may come in, whose things are seen, what is refused, what the document says.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readerHttp } from '../../../tests/support/reader-http.ts';
import { SLOT } from '../../../tests/support/reader-scene.ts';
import type { Staff } from '../../shared/library/entities.ts';

const delivery = (over: object = {}) => ({
  queue: 'delivery',
  requestId: randomUUID(),
  copyId: 'c1',
  address: 'n-door',
  slot: SLOT,
  ...over,
});
const OWN_POSTS: [string, object][] = [
  ['cancel', {}],
  ['answer', { answer: 'x' }],
  ['insist', {}],
  ['slot', { slot: SLOT }],
  ['problem', { reason: 'damaged' }],
  ['rating', { stars: 5 }],
];

describe('a reader', () => {
  it('signs in with card and PIN, and no other way', async () => {
    await using http = await readerHttp();
    const wrong = { card: '1800000001', pin: '999999' };
    const refused = await http.call({
      method: 'POST',
      url: '/v1/reader/session',
      payload: wrong,
    });
    expect(refused.status).toBe(401);
    const reader = await http.reader(1);
    expect((await reader.get('/v1/reader/me')).body).toMatchObject({ name: '王小明' });
    expect((await http.call({ method: 'GET', url: '/v1/reader/me' })).status).toBe(401);
    const pull = await reader.get('/v1/pull?epoch=x&seq=0&h=' + '0'.repeat(64));
    expect(pull).toMatchObject({ status: 403, body: { code: 'wrong_token' } });
    const pin = { old: '000001', fresh: '739214' };
    expect((await reader.post('/v1/reader/pin', pin)).status).toBe(200);
    await expect(http.reader(1)).rejects.toThrow('not signed in');
    expect((await reader.remove('/v1/reader/session')).status).toBe(200);
    expect((await reader.get('/v1/reader/me')).status).toBe(401);
  });

  it('who was given a PIN at a desk chooses another before anything else', async () => {
    await using http = await readerHttp();
    const before = await http.reader(1);
    const { auth, store } = http.service;
    const staff = (await http.service.lane.look((world) => world.get('staff', 'desk-a'))) as Staff;
    const given = await auth.givePin(staff, 'somewhere', 'reader-1');
    if ('failed' in given) throw new Error('not given');
    expect((await before.get('/v1/reader/me')).status).toBe(401);
    const card = '1800000001';
    const signIn = (pin: string) =>
      http.call({ method: 'POST', url: '/v1/reader/session', payload: { card, pin } });
    expect((await signIn('000001')).status).toBe(401);
    const { status, body } = await signIn(given.pin);
    expect([status, body['mustChange']]).toEqual([200, true]);
    const headers = { authorization: `Bearer ${String(body['token'])}` };
    const me = () => http.call({ method: 'GET', url: '/v1/reader/me', headers });
    expect(await me()).toMatchObject({ status: 403, body: { code: 'must_change' } });
    const payload = { old: given.pin, fresh: '739214' };
    const changed = await http.call({ method: 'POST', url: '/v1/reader/pin', headers, payload });
    expect(changed.status).toBe(200);
    expect((await me()).status).toBe(200);
    const lines = await store.auth.auditLines(20, null);
    expect(lines.filter(({ what }) => what === 'pin_given')).toMatchObject([
      { who: 'desk-a', facts: { reader: 'reader-1' } },
    ]);
  });

  it('who has left is given no PIN', async () => {
    await using http = await readerHttp();
    const { auth, lane } = http.service;
    const staff = (await lane.look((world) => world.get('staff', 'desk-a'))) as Staff;
    const leave = { type: 'reader.depart', entity: 'reader-2', expectHead: null, input: {} };
    const draft = { id: randomUUID(), actor: 'desk-a', point: 'n-desk', ...leave };
    expect(await lane.run(draft)).toMatchObject({ code: 'ok' });
    expect(await auth.givePin(staff, 'somewhere', 'reader-2')).toMatchObject({
      status: 409,
      body: { code: 'reader_gone', facts: { status: 'left' } },
    });
  });

  it('searches, asks, follows, cancels and rates', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    await expect
      .poll(async () => (await reader.get('/v1/reader/titles?text=%E9%AB%98%E7%AD%89')).body)
      .toMatchObject({ total: 1, complete: true, rows: [{ id: 't1', available: 3 }] });
    expect((await reader.get('/v1/reader/titles/t1')).body['copies']).toHaveLength(3);
    expect((await reader.get('/v1/reader/choices')).body['addresses']).toHaveLength(2);
    const body = delivery();
    const made = await reader.post('/v1/reader/requests', body);
    expect(made).toMatchObject({
      status: 200,
      body: { results: [{ ok: true, request: { code: 'W-0001', label: 'pending' } }] },
    });
    expect((await reader.post('/v1/reader/requests', body)).body).toEqual(made.body);
    const { rows } = (await reader.get('/v1/reader/requests')).body as unknown as {
      rows: { id: string }[];
    };
    const url = `/v1/reader/requests/${rows[0]?.id}`;
    const cancelled = await reader.post(`${url}/cancel`, { requestId: randomUUID() });
    expect(cancelled.body).toMatchObject({ request: { label: 'cancelled' } });
    const rating = { requestId: randomUUID(), stars: 5 };
    expect((await reader.post(`${url}/rating`, rating)).body).toEqual({ ok: true });
    expect((await reader.get(url)).body).toMatchObject({ rating: { stars: 5, text: null } });
    expect((await reader.get('/v1/reader/notices?limit=1')).body).toMatchObject({ total: 2 });
    const words = { requestId: randomUUID(), text: '谢谢', about: rows[0]?.id };
    expect((await reader.post('/v1/reader/feedback', words)).status).toBe(200);
  });

  it('sees nothing of another reader’s, whatever is called', async () => {
    await using http = await readerHttp();
    const [one, two] = [await http.reader(1), await http.reader(2)];
    const made = await one.post('/v1/reader/requests', delivery());
    const { results } = made.body as unknown as { results: { request: { id: string } }[] };
    const url = `/v1/reader/requests/${results[0]?.request.id}`;
    const before = await one.get(url);
    expect((await two.get(url)).status).toBe(404);
    for (const [call, body] of OWN_POSTS) {
      const answer = await two.post(`${url}/${call}`, { requestId: randomUUID(), ...body });
      expect(answer, call).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    const about = { requestId: randomUUID(), text: 'x', about: results[0]?.request.id };
    expect((await two.post('/v1/reader/feedback', about)).status).toBe(404);
    for (const list of ['requests', 'notices', 'loans']) {
      const { body } = await two.get(`/v1/reader/${list}`);
      expect(body['rows'], list).toEqual([]);
    }
    expect((await one.get(url)).body).toEqual(before.body);
  });

  it('sees nothing of the cases that the library opens for a request, and cannot touch them', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const made = await reader.post('/v1/reader/requests', delivery());
    const { results } = made.body as unknown as { results: { request: { id: string } }[] };
    const id = results[0]?.request.id ?? '';
    expect(await http.staff('desk-a', 'delivery.accept', id)).toBe('ok');
    const missed = { looked: ['own_shelf'] };
    expect(await http.staff('desk-a', 'delivery.not_there', id, missed)).toBe('ok');
    const { body } = await reader.get('/v1/reader/requests');
    expect(body).toMatchObject({
      total: 1,
      rows: [{ sentence: { zh: expect.stringContaining('先找到') } }],
    });
    const child = (await http.service.lane.look((world) => world.list('childrenOf', id)))[0];
    expect((await reader.get(`/v1/reader/requests/${child?.id}`)).status).toBe(404);
    const cancel = { requestId: randomUUID() };
    const url = `/v1/reader/requests/${child?.id}/cancel`;
    expect((await reader.post(url, cancel)).status).toBe(404);
  });
});

describe('what comes in', () => {
  it.each([
    ['a field that is not known', delivery({ readerId: 'reader-2' })],
    ['another queue', delivery({ queue: 'constructor' })],
    ['no id of the call', delivery({ requestId: 'x' })],
    ['a slot of nonsense', delivery({ slot: "2018-06-07 15:00-17:00'; --" })],
    [
      'a control character',
      {
        queue: 'purchase',
        requestId: randomUUID(),
        lines: [
          {
            isbn: '9780262033848',
            bookTitle: 'a\u0000b',
            price: 1,
            vendorId: 'vendor',
            way: 'post',
          },
        ],
      },
    ],
    ['no lines', { queue: 'purchase', requestId: randomUUID(), lines: [] }],
    [
      'a price below nothing',
      {
        queue: 'purchase',
        requestId: randomUUID(),
        lines: [{ isbn: '9780262033848', price: -1, vendorId: 'vendor', way: 'post' }],
      },
    ],
  ])('is refused with 400 where it has %s', async (_, body) => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const answer = await reader.post('/v1/reader/requests', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_body' } });
    expect((await reader.get('/v1/reader/requests')).body['total']).toBe(0);
  });

  it('is refused in words where the library cannot do it', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const over = delivery({ slot: '2018-06-05 10:00-12:00' });
    expect(await reader.post('/v1/reader/requests', over)).toMatchObject({
      status: 409,
      body: { code: 'slot_over', text: { zh: expect.stringContaining('请另选') } },
    });
    const feedback = { requestId: randomUUID(), text: 'x'.repeat(2001) };
    expect((await reader.post('/v1/reader/feedback', feedback)).status).toBe(400);
  });

  it('too often is told when to come again, and other readers are not held up', async () => {
    await using http = await readerHttp({ rates: { reader: { burst: 3, perSecond: 1 } } });
    const [one, two] = [await http.reader(1), await http.reader(2)];
    const statuses = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await one.get('/v1/reader/me')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const late = await one.get('/v1/reader/me');
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect((await two.get('/v1/reader/me')).status).toBe(200);
  });

  it('is described in the document, call by call', async () => {
    await using http = await readerHttp();
    const { body } = await http.call({ method: 'GET', url: '/v1/openapi.json' });
    const paths = body['paths'] as unknown as Record<string, Record<string, { summary: string }>>;
    const calls = Object.entries(paths).filter(([path]) => path.startsWith('/v1/reader/'));
    expect(calls.length).toBeGreaterThanOrEqual(16);
    for (const [path, methods] of calls) {
      for (const { summary } of Object.values(methods)) expect(summary, path).toMatch(/\.$/u);
    }
    const submit = JSON.stringify(paths['/v1/reader/requests']?.['post']);
    for (const field of ['targetCampus', 'looked', 'lines', 'proxyAllowed', 'requestId']) {
      expect(submit).toContain(field);
    }
  });
});
