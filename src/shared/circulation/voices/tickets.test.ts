// Tickets: taken, answered, reopened, closed, or made into what they should have been.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { MOST_SAID, threadOf } from './ticket-thread.ts';

type Desk = ReturnType<typeof modelDesk>;
const said = { kind: 'feedback', text: '缺一本数据库的书', category: 'resources' };
const row = (desk: Desk) => desk.world.all('feedback').find(({ id }) => id === 'f1');
const DAY = 24 * 60;

async function ticket(reader = 'reader-1') {
  const desk = modelDesk();
  await desk.do(reader, 'feedback.send', 'f1', said);
  return desk;
}
async function answeredTicket() {
  const desk = await ticket();
  await desk.do('desk-a', 'feedback.answer', 'f1', { text: '已经安排' });
  return desk;
}

describe('a ticket', () => {
  it('has a subject and a time by which it is to be answered, on opening hours', async () => {
    const desk = await ticket();
    expect(row(desk)).toMatchObject({ state: 'new', category: 'resources', stars: null });
    expect((row(desk)?.dueAt ?? '') > desk.now()).toBe(true);
  });

  it('is refused for a subject that there is not, and after too many a day', async () => {
    const desk = modelDesk();
    const odd = { ...said, category: 'weather' };
    expect(await desk.refused('reader-1', 'feedback.send', 'f0', odd)).toBe('bad_input');
    for (let n = 0; n < 10; n += 1) await desk.do('reader-1', 'feedback.send', `f${n}`, said);
    expect(await desk.refused('reader-1', 'feedback.send', 'f10', said)).toBe('too_many_today');
    await desk.do('reader-2', 'feedback.send', 'f11', said);
  });

  it('is taken, handed over, and nobody else’s but a supervisor’s', async () => {
    const desk = await ticket();
    await desk.do('desk-a', 'feedback.take', 'f1', {});
    expect(row(desk)).toMatchObject({ state: 'taken', owner: 'desk-a' });
    const answer = { text: '好' };
    expect(await desk.send('desk-b', 'feedback.answer', 'f1', answer)).toMatchObject({
      code: 'ticket_taken',
      facts: { by: 'desk-a' },
    });
    expect(await desk.refused('desk-a', 'feedback.take', 'f1', { to: 'courier' })).toBe(
      'bad_input',
    );
    await desk.do('desk-a', 'feedback.take', 'f1', { to: 'desk-b', category: 'service' });
    expect(row(desk)).toMatchObject({ owner: 'desk-b', category: 'service' });
    await desk.do('chief', 'feedback.take', 'f1', {});
    expect(row(desk)?.owner).toBe('chief');
  });

  it('is not answered by whoever wrote it, nor handed to them', async () => {
    const desk = await ticket();
    expect(await desk.refused('desk-c', 'feedback.answer', 'f1', { text: 'x' })).toBe('own_voice');
    expect(await desk.refused('desk-a', 'feedback.take', 'f1', { to: 'desk-c' })).toBe('own_voice');
  });

  it('is answered; the reader is told in the very words', async () => {
    const desk = await answeredTicket();
    expect(row(desk)).toMatchObject({
      state: 'answered',
      said: [{ by: 'desk-a', text: '已经安排' }],
      answeredBy: 'desk-a',
    });
    expect(desk.world.all('notice').at(-1)).toMatchObject({
      code: 'feedback.answered',
      readerId: 'reader-1',
      facts: { answer: '已经安排' },
    });
  });

  it('is closed by the reader’s yes, or by itself after a week', async () => {
    const desk = await answeredTicket();
    expect(await desk.refused('reader-2', 'feedback.confirm', 'f1')).toBe('not_found');
    await desk.do('reader-1', 'feedback.confirm', 'f1');
    expect(row(desk)?.state).toBe('closed');
    const other = await answeredTicket();
    expect(await other.refused('system', 'feedback.close', 'f1')).toBe('not_due');
    other.wait(7 * DAY);
    expect(await other.refused('desk-a', 'feedback.close', 'f1')).toBe('forbidden');
    await other.do('system', 'feedback.close', 'f1');
    expect(row(other)?.state).toBe('closed');
  });

  it('is reopened with words, twice, and in two weeks', async () => {
    const desk = await answeredTicket();
    expect(await desk.refused('reader-1', 'feedback.reopen', 'f1', {})).toBe('missing_input');
    await desk.do('reader-1', 'feedback.reopen', 'f1', { text: '还是没有' });
    expect(row(desk)).toMatchObject({
      state: 'reopened',
      reopened: 1,
      text: '缺一本数据库的书',
      said: [
        { by: 'desk-a', text: '已经安排' },
        { by: null, text: '还是没有' },
      ],
    });
    await desk.do('desk-a', 'feedback.answer', 'f1', { text: '已到馆' });
    expect(row(desk)?.said?.at(-1)).toMatchObject({ by: 'desk-a', text: '已到馆' });
    await desk.do('reader-1', 'feedback.confirm', 'f1');
    await desk.do('reader-1', 'feedback.reopen', 'f1', { text: '又没有了' });
    await desk.do('desk-a', 'feedback.answer', 'f1', { text: '请看三楼' });
    const again = { text: '第三次' };
    expect(await desk.refused('reader-1', 'feedback.reopen', 'f1', again)).toBe('ticket_no_more');
    const late = await answeredTicket();
    late.wait(15 * DAY);
    expect(await late.refused('reader-1', 'feedback.reopen', 'f1', again)).toBe(
      'ticket_reopen_late',
    );
  });

  it('is talked over by both sides as often as they like, each word with its time', async () => {
    const desk = await ticket();
    const due = row(desk)?.dueAt;
    desk.wait(30);
    await desk.do('reader-1', 'feedback.say', 'f1', { text: '急用' });
    await desk.do('desk-a', 'feedback.say', 'f1', { text: '正在问书店' });
    // Neither a reader who asks again nor a word in between puts the answer off.
    expect(row(desk)).toMatchObject({ state: 'taken', owner: 'desk-a', dueAt: due });
    expect(desk.world.all('notice').at(-1)).toMatchObject({
      code: 'feedback.said',
      facts: { answer: '正在问书店' },
    });
    await desk.do('desk-a', 'feedback.answer', 'f1', { text: '下周到' });
    await desk.do('desk-a', 'feedback.answer', 'f1', { text: '改为周三到' });
    expect(row(desk)?.state).toBe('answered');
    desk.wait(DAY);
    await desk.do('reader-1', 'feedback.say', 'f1', { text: '几点？' });
    expect(row(desk)).toMatchObject({ state: 'taken', owner: 'desk-a' });
    expect((row(desk)?.dueAt ?? '') > desk.now()).toBe(true);
    expect(row(desk)?.reopened).toBeUndefined();
    const ticketRow = row(desk);
    const thread = ticketRow ? threadOf(ticketRow) : [];
    expect(thread.map(({ by, text }) => `${by ?? 'reader'}: ${text}`)).toEqual([
      'reader: 缺一本数据库的书',
      'reader: 急用',
      'desk-a: 正在问书店',
      'desk-a: 下周到',
      'desk-a: 改为周三到',
      'reader: 几点？',
    ]);
    expect(thread.map(({ at }) => at)).toEqual(thread.map(({ at }) => at).toSorted());
  });

  it('takes words of nobody else, none once it is closed, and so many at most', async () => {
    const desk = await ticket();
    const word = { text: '还有' };
    expect(await desk.refused('reader-2', 'feedback.say', 'f1', word)).toBe('not_found');
    expect(await desk.refused('courier', 'feedback.say', 'f1', word)).toBe('forbidden');
    expect(await desk.refused('desk-c', 'feedback.say', 'f1', word)).toBe('own_voice');
    for (let n = 0; n < MOST_SAID; n += 1) await desk.do('reader-1', 'feedback.say', 'f1', word);
    expect(await desk.refused('reader-1', 'feedback.say', 'f1', word)).toBe('ticket_long');
    const other = await answeredTicket();
    await other.do('reader-1', 'feedback.confirm', 'f1');
    expect(await other.refused('reader-1', 'feedback.say', 'f1', word)).toBe('ticket_moved');
    expect(await other.refused('desk-a', 'feedback.answer', 'f1', word)).toBe('ticket_moved');
  });

  it('has the answers of a row from before it was a conversation', async () => {
    const desk = await ticket();
    const before = row(desk);
    if (!before) throw new Error('no ticket');
    const answer = { answer: '旧答复', answeredBy: 'desk-a', answeredOn: desk.now() };
    desk.world.put('feedback', { ...before, ...answer, state: 'answered' });
    await desk.do('reader-1', 'feedback.say', 'f1', { text: '谢谢' });
    expect(row(desk)?.said?.map(({ by, text }) => [by, text])).toEqual([
      ['desk-a', '旧答复'],
      [null, '谢谢'],
    ]);
    expect(row(desk)?.answer).toBeUndefined();
  });

  it('is no rating: stars of a request are not answered', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'find_book.submit', 'r1', {
      code: 'R1',
      copyId: 'c1',
      readerId: 'reader-1',
    });
    await desk.do('reader-1', 'find_book.cancel', 'r1', { reason: 'reader_cancel' });
    await desk.do('reader-1', 'feedback.send', 'r1', { kind: 'rating', stars: 5 });
    expect(await desk.refused('desk-a', 'feedback.answer', 'r1', { text: 'x' })).toBe('not_found');
  });
});

describe('a ticket about what is lacking', () => {
  it('becomes a suggestion of its reader', async () => {
    const desk = await ticket();
    const book = { kind: 'suggestion', isbn: '9787111213826', bookTitle: '数据库系统' };
    await desk.do('desk-a', 'feedback.convert', 'f1', { ...book, text: '已转荐购' });
    const [suggestion] = desk.world.all('suggestion');
    expect(suggestion).toMatchObject({ readerId: 'reader-1', state: 'sent' });
    expect(row(desk)).toMatchObject({
      state: 'answered',
      becameKind: 'suggestion',
      becameId: suggestion?.id,
      said: [{ by: 'desk-a', text: '已转荐购' }],
    });
    expect(desk.world.all('notice').at(-1)?.code).toBe('feedback.became_suggestion');
    await desk.do('reader-1', 'feedback.reopen', 'f1', { text: '不是这一本' });
    expect(await desk.refused('desk-a', 'feedback.convert', 'f1', book)).toBe('ticket_became');
  });

  it.each([
    ['find_book', { copyId: 'c1' }],
    ['reallocation', { scan: ' C1 ', targetCampus: 'south' }],
  ])('becomes a request of its reader in %s', async (kind, book) => {
    const desk = await ticket('reader-2');
    await desk.do('desk-a', 'feedback.convert', 'f1', { kind, code: 'N1-0001', ...book });
    const [request] = desk.world.all('request');
    expect(request).toMatchObject({ queue: kind, readerId: 'reader-2', enteredBy: 'desk-a' });
    expect(row(desk)).toMatchObject({ becameKind: kind, becameId: request?.id });
    expect(desk.world.all('notice').at(-1)).toMatchObject({
      code: 'feedback.became_request',
      facts: { code: 'N1-0001', title: 'Title t1' },
    });
  });

  it('stays as it was where the request is refused', async () => {
    const desk = await ticket();
    const nowhere = { kind: 'find_book', code: 'N1-0001', copyId: 'nowhere' };
    expect(await desk.refused('desk-a', 'feedback.convert', 'f1', nowhere)).toBe('bad_input');
    expect(row(desk)?.state).toBe('new');
    const odd = { kind: 'delivery', code: 'N1-0001' };
    expect(await desk.refused('desk-a', 'feedback.convert', 'f1', odd)).toBe('bad_input');
  });
});
