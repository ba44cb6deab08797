// Suggestions, reviews and tickets over HTTP: once, one's own, and nobody's name.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readerHttp } from '../../../../tests/support/reader-http.ts';
import type { LaneDraft } from '../../lane/lane-port.ts';

type Http = Awaited<ReturnType<typeof readerHttp>>;

const ISBN = '9787111213826';
const SCRIPT = '<img src=x onerror="alert(1)"><script>alert(2)</script> 很好';
/** A part of an answer. */
const part = (answer: { body: object }, name: string) =>
  (answer.body as Record<string, unknown>)[name];
const once = (body: object = {}) => ({ requestId: randomUUID(), ...body });

/** Something that staff do at the service. */
async function byStaff(
  http: Http,
  actor: string,
  type: string,
  entity: string,
  input: LaneDraft['input'],
) {
  const draft = { id: randomUUID(), actor, point: 'n-desk', type, entity, expectHead: null, input };
  const result = await http.service.lane.run(draft);
  expect(result, type).toMatchObject({ code: 'ok' });
}

describe('suggesting a book', () => {
  it('is done once, joined by others, and withdrawn', async () => {
    await using http = await readerHttp();
    const first = await http.reader(1);
    const second = await http.reader(2);
    const wish = once({ isbn: '978-7-111-21382-6', bookTitle: '数据库系统', note: '课程要用' });
    const sent = await first.post('/v1/reader/suggestions', wish);
    expect(sent).toMatchObject({
      status: 200,
      body: { outcome: 'sent', suggestion: { isbn: ISBN, state: 'sent', first: true, others: 0 } },
    });
    expect((await first.post('/v1/reader/suggestions', wish)).body).toEqual(sent.body);
    const joined = await second.post(
      '/v1/reader/suggestions',
      once({ isbn: ISBN, bookTitle: 'x' }),
    );
    expect(joined.body).toMatchObject({
      outcome: 'joined',
      suggestion: { bookTitle: '数据库系统', first: false, others: 1 },
    });
    expect(JSON.stringify(joined.body)).not.toContain('课程要用');
    const again = await second.post('/v1/reader/suggestions', once({ isbn: ISBN, bookTitle: 'x' }));
    expect(again).toMatchObject({ status: 409, body: { code: 'suggested_before' } });
    expect((await second.get('/v1/reader/suggestions')).body).toMatchObject({
      total: 1,
      used: 0,
      rows: [{ others: 1 }],
    });
    const { id } = part(sent, 'suggestion') as { id: string };
    expect((await first.post(`/v1/reader/suggestions/${id}/withdraw`, once())).status).toBe(200);
    expect((await first.post(`/v1/reader/suggestions/${id}/withdraw`, once())).status).toBe(404);
    expect((await second.get('/v1/reader/suggestions')).body).toMatchObject({
      used: 1,
      rows: [{ first: true, others: 0 }],
    });
  });

  it('says where the library has the book, and what is wrong with an ISBN', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const title = await http.service.lane.look((world) => world.get('title', 't1'));
    const isbn = title?.isbn ?? '';
    const held = await reader.post('/v1/reader/suggestions', once({ isbn, bookTitle: 'x' }));
    expect(held).toMatchObject({ status: 200, body: { outcome: 'held', title: { id: 't1' } } });
    for (const wrong of ['9787111213827', '123']) {
      const body = once({ isbn: wrong, bookTitle: 'x' });
      const refused = await reader.post('/v1/reader/suggestions', body);
      expect(refused).toMatchObject({
        status: 400,
        body: { code: 'bad_input', facts: { field: 'isbn' } },
      });
    }
  });

  it('leads to a hold for whoever suggested it first', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const other = await http.reader(2);
    const sent = await reader.post('/v1/reader/suggestions', once({ bookTitle: '一本新书' }));
    const { id } = part(sent, 'suggestion') as { id: string };
    await byStaff(http, 'desk-a', 'suggestion.join', id, { readerId: 'reader-2' });
    await byStaff(http, 'buyer-a', 'suggestion.decide', id, { accept: true, text: '很合适' });
    await byStaff(http, 'buyer-a', 'suggestion.order', id, { fundId: 'fund', price: 4800 });
    await byStaff(http, 'buyer-a', 'suggestion.arrive', id, { titleId: 't2' });
    expect((await other.get('/v1/reader/suggestions')).body).toMatchObject({
      rows: [{ state: 'arrived', titleId: 't2', answer: '很合适', mayWithdraw: false }],
    });
    const holds = await http.service.lane.look(async (world) => [
      ...(await world.list('holdsOfReader', 'reader-1')),
      ...(await world.list('holdsOfReader', 'reader-2')),
    ]);
    const inOrder = holds.toSorted((a, b) => (a.placedOn < b.placedOn ? -1 : 1));
    expect(inOrder.map(({ readerId, titleId }) => `${readerId} ${titleId}`)).toEqual([
      'reader-1 t2',
      'reader-2 t2',
    ]);
  });
});

describe('the same name with other words', () => {
  it('is another thing, and with the same words the same', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const { requestId } = once();
    const suggest = (bookTitle: string) =>
      reader.post('/v1/reader/suggestions', { requestId, bookTitle });
    const [one, two, again] = [await suggest('甲书'), await suggest('乙书'), await suggest('甲书')];
    expect(two.body).toMatchObject({ outcome: 'sent', suggestion: { bookTitle: '乙书' } });
    expect(again.body).toEqual(one.body);
    for (const stars of [5, 1, 1]) {
      const review = await reader.post('/v1/reader/titles/t1/review', { requestId, stars });
      expect(review.body).toMatchObject({ review: { stars } });
    }
    for (const text of ['灯坏了', '空调太冷', '灯坏了']) {
      expect((await reader.post('/v1/reader/feedback', { requestId, text })).status).toBe(200);
    }
    const tickets = part(await reader.get('/v1/reader/feedback'), 'rows') as { text: string }[];
    expect(tickets.map(({ text }) => text).toSorted()).toEqual(['灯坏了', '空调太冷'].toSorted());
  });
});

describe('words in which nothing can be seen', () => {
  it('are none, halves of characters are refused, and marks that turn a text are dropped', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const suggest = (bookTitle: string) =>
      reader.post('/v1/reader/suggestions', once({ bookTitle }));
    expect(await suggest('\u200B\u200B')).toMatchObject({
      status: 400,
      body: { code: 'missing_input', facts: { field: 'bookTitle' } },
    });
    expect(await suggest('\uD800')).toMatchObject({ status: 400, body: { code: 'bad_body' } });
    expect((await suggest('书\u202Egpj.exe')).body).toMatchObject({
      suggestion: { bookTitle: '书gpj.exe' },
    });
  });
});

describe('a review', () => {
  it('is text everywhere, nobody’s by name, and shown after a look', async () => {
    await using http = await readerHttp();
    const writer = await http.reader(1);
    const other = await http.reader(2);
    const written = await writer.post(
      '/v1/reader/titles/t1/review',
      once({ stars: 4, text: SCRIPT }),
    );
    expect(written).toMatchObject({
      status: 200,
      body: { review: { stars: 4, text: SCRIPT, state: 'pending', own: true } },
    });
    const before = await other.get('/v1/reader/titles/t1/reviews');
    expect(before.body).toEqual({ stars: null, total: 0, rows: [], own: null });
    const { id, at } = part(written, 'review') as { id: string; at: string };
    await byStaff(http, 'desk-a', 'review.moderate', id, { show: true, at });
    const shown = await other.get('/v1/reader/titles/t1/reviews');
    expect(shown.body).toEqual({
      stars: 4,
      total: 1,
      rows: [{ id, stars: 4, text: SCRIPT, at, own: false }],
      own: null,
    });
    expect(JSON.stringify(shown.body)).not.toContain('reader-1');
    expect((await other.get('/v1/reader/titles/t1')).body).toMatchObject({
      title: { stars: 4, reviews: 1 },
    });
    expect((await other.post(`/v1/reader/reviews/${id}/remove`, once())).status).toBe(404);
    expect((await writer.post(`/v1/reader/reviews/${id}/remove`, once())).status).toBe(200);
    expect((await other.get('/v1/reader/titles/t1')).body).toMatchObject({
      title: { stars: null, reviews: 0 },
    });
    expect((await writer.get('/v1/reader/reviews')).body).toEqual({ rows: [], total: 0 });
  });

  it('that is hidden says why to its reader, who can write it anew', async () => {
    await using http = await readerHttp();
    const writer = await http.reader(1);
    const written = await writer.post('/v1/reader/titles/t1/review', once({ stars: 1, text: 'x' }));
    const { id, at } = part(written, 'review') as { id: string; at: string };
    const input = { show: false, at, reason: 'personal' };
    await byStaff(http, 'desk-a', 'review.moderate', id, input);
    const own = (await writer.get('/v1/reader/titles/t1/reviews')).body['own'];
    expect(own).toMatchObject({ state: 'hidden', reason: 'personal' });
    expect(JSON.stringify(own)).toContain('含有个人信息');
    await writer.post('/v1/reader/titles/t1/review', once({ stars: 5 }));
    expect((await writer.get('/v1/reader/reviews')).body).toMatchObject({
      total: 1,
      rows: [{ id, state: 'pending', reason: null, stars: 5, text: null }],
    });
  });

  it('with control characters, or too long, is refused', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    for (const text of ['a\u0000b', 'x'.repeat(1001)]) {
      const body = once({ stars: 3, text });
      expect((await reader.post('/v1/reader/titles/t1/review', body)).status).toBe(400);
    }
  });
});

describe('a ticket', () => {
  it('is answered, reopened by its reader with words, and closed by a yes', async () => {
    await using http = await readerHttp();
    const reader = await http.reader(1);
    const other = await http.reader(2);
    await reader.post('/v1/reader/feedback', once({ text: '缺书', category: 'resources' }));
    const [ticket] = part(await reader.get('/v1/reader/feedback'), 'rows') as { id: string }[];
    const id = ticket?.id ?? '';
    expect(ticket).toMatchObject({ state: 'new', category: 'resources', mayConfirm: false });
    await byStaff(http, 'desk-a', 'feedback.answer', id, { text: '已经安排' });
    expect((await reader.get('/v1/reader/feedback')).body).toMatchObject({
      rows: [{ state: 'answered', answer: '已经安排', mayConfirm: true, mayReopen: true }],
    });
    const at = `/v1/reader/feedback/${id}`;
    expect((await other.post(`${at}/confirm`, once())).status).toBe(404);
    const more = once({ text: '哪一层？' });
    for (let times = 0; times < 2; times += 1) {
      const added = await reader.post(`${at}/say`, more);
      expect(added.body).toMatchObject({ ticket: { state: 'taken', maySay: true } });
    }
    expect((await other.post(`${at}/say`, once({ text: 'x' }))).status).toBe(404);
    await byStaff(http, 'desk-a', 'feedback.answer', id, { text: '三楼' });
    const no = once({ text: '还是没有' });
    const reopened = await reader.post(`${at}/reopen`, no);
    expect(reopened.body).toMatchObject({
      ticket: {
        state: 'reopened',
        said: [
          { side: 'reader', text: '缺书' },
          { side: 'library', text: '已经安排' },
          { side: 'reader', text: '哪一层？' },
          { side: 'library', text: '三楼' },
          { side: 'reader', text: '还是没有' },
        ],
      },
    });
    expect((await reader.post(`${at}/reopen`, no)).body).toMatchObject({ ticket: { id } });
    expect((await reader.post(`${at}/confirm`, once())).status).toBe(409);
    await byStaff(http, 'desk-a', 'feedback.answer', id, { text: '到了' });
    const yes = await reader.post(`${at}/confirm`, once());
    expect(yes.body).toMatchObject({ ticket: { state: 'closed', answer: '到了', maySay: false } });
  });
});
