// Booksellers over HTTP: orders of the own house, what may be done with them, what is told of readers.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { readerHttp } from '../../../tests/support/reader-http.ts';
import type { Caller, ReaderHttp } from '../../../tests/support/reader-http.ts';

const EXPECTED = '2018-06-20';
const orders = '/v1/vendor/orders';

/** A reader's line, approved by acquisitions. */
async function approved(
  http: ReaderHttp,
  over: object = {},
  given: Record<string, unknown> = { fundId: 'fund', price: 4500 },
): Promise<string> {
  const reader = await http.reader(1);
  const line = {
    isbn: '9780262033848',
    bookTitle: '算法导论',
    price: 4500,
    vendorId: 'vendor',
    way: 'post',
    ...over,
  };
  const body = { queue: 'purchase', requestId: randomUUID(), lines: [line] };
  const made = await reader.post('/v1/reader/requests', body);
  const { results } = made.body as unknown as { results: { request: { id: string } }[] };
  const id = results[0]?.request.id ?? '';
  expect(await http.staff('buyer-a', 'purchase.approve', id, given)).toBe('ok');
  return id;
}

const post = (who: Caller, id: string, call: string, body: object = {}) =>
  who.post(`${orders}/${id}/${call}`, { requestId: randomUUID(), ...body });

const order = { price: 4600, expectedOn: EXPECTED };

describe('a bookseller', () => {
  it('sees the orders of its house by state, and of nobody who reads', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    const vendor = await http.vendor();
    const { body } = await vendor.get(`${orders}?state=to_order`);
    expect(body).toMatchObject({
      total: 1,
      rows: [
        {
          id,
          title: '算法导论',
          price: 4500,
          stateText: { zh: '待订购' },
          wayText: { en: expect.any(String) },
          actions: ['order', 'failed'],
        },
      ],
    });
    const all = JSON.stringify(body) + JSON.stringify((await vendor.get(`${orders}/${id}`)).body);
    for (const secret of ['王小明', 'reader-1', '138', 'F2018']) expect(all).not.toContain(secret);
    expect((await vendor.get(`${orders}?state=shipped`)).body).toMatchObject({ total: 0 });
    expect((await vendor.get('/v1/reader/me')).status).toBe(403);
    const reader = await http.reader(1);
    expect((await reader.get(orders)).status).toBe(403);
  });

  it('orders, asks for the recipient of a parcel, ships, and is answered alike when it repeats', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    const vendor = await http.vendor();
    expect((await post(vendor, id, 'recipient')).status).toBe(404);
    const body = { requestId: randomUUID(), ...order };
    const first = await vendor.post(`${orders}/${id}/order`, body);
    expect(first.body).toMatchObject({
      order: {
        state: 'ordered',
        price: 4600,
        expectedOn: EXPECTED,
        actions: ['failed', 'ship', 'call_off'],
      },
      outOfOrder: false,
    });
    expect((await vendor.post(`${orders}/${id}/order`, body)).body).toEqual(first.body);
    expect((await post(vendor, id, 'recipient')).body).toMatchObject({
      name: '王小明',
      phone: '13800000000',
    });
    const lines = await http.service.store.auth.auditLines(9, null);
    expect(lines.filter(({ what }) => what === 'reveal')).toMatchObject([
      { who: 'bookseller', facts: { reader: 'reader-1', request: id } },
    ]);
    expect((await post(vendor, id, 'ship')).body).toMatchObject({ code: 'missing_input' });
    const shipped = await post(vendor, id, 'ship', { tracking: 'SF1234567890' });
    expect(shipped.body).toMatchObject({
      order: { state: 'shipped', tracking: 'SF1234567890', actions: [] },
    });
    expect((await post(vendor, id, 'recipient')).status).toBe(404);
    const reader = await http.reader(1);
    const { body: mine } = await reader.get(`/v1/reader/requests/${id}`);
    expect(mine).toMatchObject({
      request: { sentence: { zh: expect.stringContaining('书已发给您先读') } },
    });
    // Notices of one instant are in no order.
    const { notices } = mine as unknown as { notices: { text: { zh: string } }[] };
    const numbered = notices.map(({ text }) => text.zh.includes('SF1234567890'));
    expect(numbered.toSorted()).toEqual([false, false, true]);
    // The number is private text: it is in no row of the log.
    const log = JSON.stringify(await http.service.store.reads.log(0, 1000));
    expect(log).not.toContain('SF1234567890');
  });

  it('gives an order back at a price above the tolerance, and where it cannot supply', async () => {
    await using http = await readerHttp();
    const vendor = await http.vendor();
    const dear = await approved(http);
    const over = await post(vendor, dear, 'order', { ...order, price: 9900 });
    expect(over.body).toEqual({ order: null, outOfOrder: false });
    expect((await vendor.get(`${orders}/${dear}`)).status).toBe(404);
    const gone = await approved(http, { isbn: '9787302511854', bookTitle: '高等数学教程' });
    const body = { requestId: randomUUID(), reason: 'supplier' };
    const failed = await vendor.post(`${orders}/${gone}/failed`, body);
    expect(failed.body).toEqual({ order: null, outOfOrder: false });
    expect((await vendor.post(`${orders}/${gone}/failed`, body)).body).toEqual(failed.body);
  });

  it('is told to stop when the reader cancels, and calls off', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    const vendor = await http.vendor();
    await post(vendor, id, 'order', order);
    const reader = await http.reader(1);
    const cancel = { requestId: randomUUID() };
    const asked = await reader.post(`/v1/reader/requests/${id}/cancel`, cancel);
    expect(asked.body).toMatchObject({
      request: { sentence: { zh: expect.stringContaining('停止供货') } },
    });
    expect((await vendor.get(`${orders}?state=to_stop`)).body).toMatchObject({ total: 1 });
    expect((await post(vendor, id, 'call-off')).body).toEqual({ order: null, outOfOrder: false });
    expect((await reader.get(`/v1/reader/requests/${id}`)).body).toMatchObject({
      request: { label: 'cancelled' },
    });
  });

  it('is told in its own words why something cannot be done, and nothing of the library’s affairs', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    const vendor = await http.vendor();
    expect((await post(vendor, id, 'call-off')).body).toMatchObject({
      code: 'illegal',
      text: { zh: expect.stringContaining('这件订单'), en: expect.stringContaining('The order') },
    });
    expect(await http.staff('buyer-a', 'request.claim', id)).toBe('ok');
    const claimed = await post(vendor, id, 'order', order);
    expect(claimed).toMatchObject({
      status: 409,
      body: {
        code: 'claimed_by_other',
        text: { zh: '图书馆正在处理这件订单，请稍后再试。' },
      },
    });
    expect(JSON.stringify(claimed.body)).not.toContain('buyer-a');
    expect(await http.staff('buyer-a', 'request.release', id)).toBe('ok');
    const last = { fundId: 'small', price: 5900 };
    const tight = await approved(http, { isbn: '9787302511854', price: 5900 }, last);
    const dear = await post(vendor, tight, 'order', { ...order, price: 6100 });
    expect(dear).toMatchObject({
      status: 409,
      body: { code: 'fund_exhausted', facts: { asked: 200 } },
    });
    expect(JSON.stringify(dear.body)).not.toMatch(/S2018|free/u);
  });

  it('neither sees nor moves the orders of another house', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    await http.house('house-2', 'seller-2');
    const other = await http.vendor('seller-2');
    expect((await other.get(orders)).body).toMatchObject({ total: 0 });
    expect((await other.get(`${orders}/${id}`)).status).toBe(404);
    const bodies: [string, object][] = [
      ['order', order],
      ['failed', {}],
      ['ship', { tracking: 'x' }],
      ['call-off', {}],
      ['recipient', {}],
    ];
    for (const [call, body] of bodies) {
      expect(await post(other, id, call, body), call).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    expect(
      (await http.service.store.auth.auditLines(50, null)).map(({ what }) => what),
    ).not.toContain('reveal');
  });

  it('is told nothing of a rival’s order when it repeats what it once did with the line', async () => {
    await using http = await readerHttp();
    const id = await approved(http);
    await http.house('house-2', 'seller-2');
    const vendor = await http.vendor();
    const body = { requestId: randomUUID(), ...order, price: 9900 };
    const first = await vendor.post(`${orders}/${id}/order`, body);
    expect(first.body).toEqual({ order: null, outOfOrder: false });
    const given = { fundId: 'fund', price: 4500, vendorId: 'house-2' };
    expect(await http.staff('buyer-a', 'purchase.approve', id, given)).toBe('ok');
    const rival = await http.vendor('seller-2');
    expect((await rival.get(`${orders}/${id}`)).body).toMatchObject({ order: { price: 4500 } });
    expect((await vendor.post(`${orders}/${id}/order`, body)).body).toEqual(first.body);
  });

  it('chooses a password of its own before anything else', async () => {
    await using http = await readerHttp();
    const { auth } = http.service.store;
    const given = await auth.credential('staff', 'bookseller');
    await auth.setCredential('staff', 'bookseller', given?.phc ?? '', true, laneClock.now());
    const vendor = await http.vendor();
    const refused = { status: 403, body: { code: 'must_change' } };
    expect(await vendor.get(orders)).toMatchObject(refused);
    const old = 'books and more books';
    const fresh = 'only books of my own';
    const change = { staffId: 'bookseller', old, fresh };
    expect((await vendor.post('/v1/password', change)).body).toEqual({ ok: true });
    expect((await vendor.get(orders)).status).toBe(200);
    const payload = { login: 'bookseller', password: fresh };
    const again = await http.call({ method: 'POST', url: '/v1/vendor/session', payload });
    expect(again.body).toMatchObject({ vendorId: 'vendor', mustChange: false });
  });

  it('cannot sign in as one when it is not', async () => {
    await using http = await readerHttp();
    await expect(http.vendor('desk-a')).rejects.toThrow('not signed in');
  });
});
