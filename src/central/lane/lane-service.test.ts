// Commands that the service makes itself, notices as jobs, settings that change, and where private words lie.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainRow, TableName } from '../store/transfer.ts';
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts';
import {
  addDesk,
  good,
  laneDesk,
  laneOver,
  modelStore,
  moveInput,
  nextId,
} from '../../../tests/support/central-lane.ts';
import { SERVICE_DESK } from './lane-port.ts';
import { NEVER } from './stored.ts';

let store: SqliteStore;
let open: Awaited<ReturnType<typeof laneOver>>;

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1');
  open = await laneOver(store);
});

afterEach(async () => {
  await open.lane.close();
  await store.close();
});

/** A line of the queue `purchase`. */
const book = {
  isbn: '9780262033848',
  bookTitle: 'A book',
  price: 4500,
  way: 'at_desk',
  vendorId: 'vendor',
  code: 'N1-2',
  readerId: 'reader-2',
  collection: 'n-main',
};

const ask = (id: string, set: Record<string, unknown> = {}) => ({
  id: nextId(),
  actor: 'reader-1',
  point: null,
  type: 'reallocation.submit',
  entity: id,
  expectHead: null,
  input: { kind: 'for_loan', targetCampus: 'south', copyId: 'c1' },
  codePrefix: 'W',
  ...set,
});

async function textOf(table: TableName): Promise<string> {
  const found: PlainRow[] = [];
  await store.dump(async (name, rows) => {
    if (name === table) found.push(...rows);
  });
  return JSON.stringify(found);
}

describe('a command of the service', () => {
  it('is a reader’s, with the next code of its own; a refused one leaves the code to the next', async () => {
    const { lane } = open;
    const first = good(await lane.run(ask('r1')));
    expect(first).toMatchObject({ code: 'ok', requestId: 'r1', cseq: 0 });
    const refused = good(await lane.run(ask('r2', { input: { copyId: 'nothing' } })));
    expect(refused).toMatchObject({ code: 'bad_command', requestId: null });
    const input = { kind: 'for_loan', targetCampus: 'south', copyId: 'c4' };
    await Promise.all([
      lane.run(ask('r3', { input })),
      lane.run(ask('r4', { actor: 'reader-2', input })),
    ]);
    const requests = await lane.look(async (world) =>
      Promise.all(['r1', 'r3', 'r4'].map((id) => world.get('request', id))),
    );
    expect(requests.map((each) => each?.code)).toEqual(['W-0001', 'W-0002', 'W-0003']);
    expect((await store.reads.log(0, 1))[0]).toMatchObject({ desk: SERVICE_DESK });
  });

  it('that comes twice gets the stored result; the id of a desk’s command is taken', async () => {
    const { lane, library } = open;
    const draft = ask('r1');
    const [first, second] = await Promise.all([lane.run(draft), lane.run(draft)]);
    expect(second).toEqual(first);
    expect(await lane.run(draft)).toEqual(first);
    const desk = laneDesk(lane, library, 'd1');
    const told = await desk.say('desk-a', 'request.note', 'r1', { note: 'x' });
    expect(good(await lane.run(ask('r9', { id: told.id })))).toMatchObject({ refusal: 'id_taken' });
  });

  it('of a timer is decided again after a refusal, for nobody waits for its outcome', async () => {
    const { lane, library } = open;
    const timer = ask('r1', { actor: 'system', type: 'reallocation.lent', input: {} });
    const { codePrefix: _, ...lent } = timer;
    expect(good(await lane.run(lent))).toMatchObject({ code: 'not_found' });
    const desk = laneDesk(lane, library, 'd1');
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    expect(good(await lane.run(lent))).toMatchObject({ code: 'ok' });
    // A desk that was alone made the same one: it gets the outcome that there is.
    const own = { id: lent.id, type: lent.type, entity: 'r1' };
    const again = await desk.say('system', own.type, own.entity, {}, { id: own.id });
    expect(again).toMatchObject({ code: 'ok', cseq: 2 });
  });
});

describe('a notice', () => {
  it('becomes a job once, together with its row', async () => {
    const { lane, library } = open;
    const desk = laneDesk(lane, library, 'd1');
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    const reject = { reason: 'policy', readerText: 'sorry' };
    await desk.say('keeper-a', 'reallocation.reject', 'r1', reject);
    const notices = await lane.look((world) => world.list('noticesOf', 'r1'));
    expect(notices.length).toBeGreaterThan(0);
    const jobs = await store.jobs.list('notice', 10);
    expect(jobs.map(({ key }) => key).toSorted()).toEqual(
      notices.map(({ id }) => `notice/${id}`).toSorted(),
    );
    expect(jobs.map(({ body }) => body['noticeId'])).toEqual(jobs.map(({ key }) => key.slice(7)));
  });
});

describe('private words', () => {
  it('are in no row, result or place of a list, and come back whole', async () => {
    const { lane, library } = open;
    const desk = laneDesk(lane, library, 'd1');
    const canary = 'CANARY-13800001234';
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    await desk.say('desk-a', 'request.note', 'r1', { note: canary });
    await desk.say('desk-a', 'purchase.submit', 'p1', book);
    await desk.say('buyer-a', 'purchase.ask', 'p1', { question: canary });
    await desk.say('desk-a', 'purchase.submit', 'p2', { ...book, code: 'N1-3', note: canary });
    for (const table of ['entity', 'log', 'lookup', 'job'] as const) {
      const text = await textOf(table);
      expect(text, table).not.toContain(canary);
      expect(text, table).not.toContain('王小明');
    }
    expect(await textOf('private_text')).toContain(canary);
    // As it was decided in memory, and as another process reads it.
    const fresh = await laneOver(store);
    for (const { lane: each } of [{ lane }, fresh]) {
      const notes = await each.look((world) => world.list('eventsOf', 'r1'));
      expect(notes.at(-1)?.note).toBe(canary);
      expect((await each.look((world) => world.get('request', 'p1')))?.fields['question']).toBe(
        canary,
      );
      expect(await each.look((world) => world.get('private', 'reader-1'))).toMatchObject({
        name: '王小明',
      });
    }
  });
});

describe('settings', () => {
  it('count from the next command on, and move the timers of open requests', async () => {
    const { lane, library } = open;
    const desk = laneDesk(lane, library, 'd1');
    await desk.say('desk-a', 'purchase.submit', 'p1', book);
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('N1-1', 'c1'));
    const asked = await desk.say('buyer-a', 'purchase.ask', 'p1', { question: 'why?' });
    expect(asked.code).toBe('ok');
    const timerOf = async (id: string) => {
      const places = await store.reads.listedUpTo('timer', NEVER, 10);
      return places.flatMap((place) => (place.id === id ? [place.key] : []));
    };
    const [before = ''] = await timerOf('p1');
    expect(await timerOf('r1')).toEqual([NEVER]);
    const row = { id: 'purchase.answer_days', ver: 0, value: 30 };
    const [saved] = await Promise.all([
      desk.say('boss', 'policy.save', row.id, { row }),
      desk.say('desk-a', 'request.note', 'r1', { note: 'x' }),
    ]);
    expect(saved.code).toBe('ok');
    expect(await desk.say('boss', 'policy.save', row.id, { row })).toMatchObject({
      code: 'conflict',
      refusal: 'row_changed',
      facts: {},
    });
    expect(lane.settings().policies.number('purchase.answer_days')).toBe(30);
    const [after = '', ...more] = await timerOf('p1');
    expect(more).toEqual([]);
    expect(after > before).toBe(true);
    expect(await timerOf('r1')).toEqual([NEVER]);
  });
});
