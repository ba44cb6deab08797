import { describe, expect, it } from 'vitest';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { request as row } from '../../../../tests/support/queue-context.ts';
import { placesIn } from '../../../../tests/support/queue-words.ts';
import { beginStory } from '../../../../tests/support/story.ts';
import { QUEUES } from '../index.ts';
import { READER_WORDS, readerSentence } from './reader-sentence.ts';
import { QUEUE_NAMES } from '../request.ts';
import type { QueueName, Request } from '../request.ts';

const { settings } = modelEnv;
const about = { title: '红楼梦', reason: 'policy' };

const FIELDS: Record<QueueName, Record<string, unknown>> = {
  reallocation: { kind: 'for_loan', slot: 'n-slot', readyUntil: '2018-06-08T14:00:00.000Z' },
  find_book: {
    askedOn: '2018-06-06T01:00:00.000Z',
    fact: 'on_loan',
    slot: 'n-slot',
    readyUntil: '2018-06-08T14:00:00.000Z',
  },
  purchase: {
    isbn: '9787302511854',
    bookTitle: '红楼梦',
    price: 3000,
    way: 'post',
    question: '是哪一版？',
    deferredUntil: '2018-07-01',
    expectedOn: '2018-06-20',
    dueOn: '2018-07-06T15:59:59.999Z',
  },
  delivery: {
    address: 'n-door',
    slot: '2018-06-07 15:00-17:00',
    holdSlot: 'n-slot',
    readyUntil: '2018-06-08T14:00:00.000Z',
  },
};

function requestIn(queue: QueueName, state: string, over: Partial<Request> = {}): Request {
  return row(queue, state, {
    targetCampus: 'north',
    fields: FIELDS[queue],
    ...over,
  });
}

describe.each(QUEUE_NAMES)('what a reader of %s is told', (queue) => {
  const words = READER_WORDS[queue];

  it('is a sentence for every state, in both languages, with the same facts', () => {
    for (const key of [...Object.keys(QUEUES[queue].states), 'follower', 'blocked']) {
      const sentence = words.sentences[key];
      expect(sentence?.zh, key).toMatch(/。$/u);
      expect(sentence?.en, key).toMatch(/[.?]$/u);
    }
    for (const [key, { zh, en }] of Object.entries(words.sentences)) {
      expect(placesIn(zh), key).toEqual(placesIn(en));
    }
  });

  it('uses only facts that there are', () => {
    const known = ['title', 'code', 'campus', 'reason', ...words.uses];
    for (const [key, { zh }] of Object.entries(words.sentences)) {
      for (const place of placesIn(zh)) expect(known, key).toContain(place);
    }
    const given = words.facts(requestIn(queue, QUEUES[queue].first), settings);
    expect(Object.keys(given).toSorted()).toEqual([...words.uses].toSorted());
  });

  it('is filled without a gap in every state', () => {
    for (const state of Object.keys(QUEUES[queue].states)) {
      const { zh, en } = readerSentence(requestIn(queue, state), about, settings);
      for (const text of [zh, en]) expect(text, `${state}: ${text}`).not.toMatch(/–|[{}]|_/u);
    }
  });

  it('says that it waits for others, and says it of no request that has ended', () => {
    const waiting = readerSentence(
      requestIn(queue, QUEUES[queue].first, { leaderId: 'x' }),
      about,
      settings,
    );
    expect(waiting.zh).toBe(words.sentences['follower']?.zh);
    const blocked = requestIn(queue, QUEUES[queue].first, { blockedBy: 'x' });
    expect(readerSentence(blocked, about, settings).en).toBe(words.sentences['blocked']?.en);
    const over = requestIn(queue, 'cancelled', { leaderId: 'x', blockedBy: 'x' });
    expect(readerSentence(over, about, settings).zh).toContain('取消');
  });
});

describe('sentences with a second form', () => {
  const zh = (request: Request) => readerSentence(request, about, settings).zh;

  it('tell another slot from the last way, and a move from a loan', () => {
    const failed = (fields: object) =>
      zh(requestIn('delivery', 'attempt_failed', { fields: { ...FIELDS.delivery, ...fields } }));
    expect(failed({ ways: 1, failures: 1 })).toContain('另选时段');
    expect(failed({ ways: 1, failures: 1, slotAfterFailures: 1 })).toContain('再送一次');
    expect(failed({ ways: 2, failures: 2 })).toContain('预约架');
    const moved = { ...FIELDS.reallocation, kind: 'temporary' };
    expect(zh(requestIn('reallocation', 'done', { fields: moved }))).toContain('上架');
  });

  it('tell an answer after insisting, a line without an answer, and a book for the shelf', () => {
    const insisted = { ...FIELDS.find_book, insisted: true };
    expect(zh(requestIn('find_book', 'answered', { fields: insisted }))).toContain('又找过一次');
    const silent = { ...FIELDS.purchase, cancelReason: 'no_answer' };
    expect(zh(requestIn('purchase', 'cancelled', { fields: silent }))).toContain('重新打开');
    const shelf = { ...FIELDS.purchase, way: 'shelf' };
    expect(zh(requestIn('purchase', 'ordered', { fields: shelf }))).toContain('直接上架');
  });

  it('names slot and last day of a copy on the hold shelf', async () => {
    const story = beginStory();
    const input = { readerId: 'reader-1', copyId: 'c1' };
    const id = await story.submits('desk-a', 'find_book', input);
    const scan = { scan: 'C1', place: 'N-RANGE', cause: 'trolley' };
    await story.does('desk-a', 'find_book.found', id, scan);
    await story.does('desk-a', 'find_book.hold_for_pickup', id, { scan: 'C1', slot: 'N-SLOT' });
    const sentence = readerSentence(await story.request(id), about, settings);
    expect(sentence.zh).toMatch(/north的预约架 N-SLOT 等您，请在 2018年6月\d+日 闭馆前/u);
  });
});
