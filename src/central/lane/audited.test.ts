// What must be traceable at the service: every looking at a reader's contact, and who signed besides.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMinutes } from '../../shared/lib/time.ts';
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts';
import {
  addDesk,
  good,
  laneDesk,
  laneOver,
  modelStore,
  moveInput,
} from '../../../tests/support/central-lane.ts';

let store: SqliteStore;
let open: Awaited<ReturnType<typeof laneOver>>;

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1', 'north', 0, ['desk-a', 'keeper-a']);
  open = await laneOver(store);
});

afterEach(async () => {
  await open.lane.close();
  await store.close();
});

/** Lines of the trail, oldest first. */
async function lines() {
  const trail = (await store.auth.auditLines(50, null)).toReversed();
  return trail.map(({ what, who, desk, facts }) => ({ what, who, desk, facts }));
}

it('a reveal from the reader’s page is in the audit trail, with when the person looked', async () => {
  const desk = laneDesk(open.lane, open.library, 'd1');
  const looked = addMinutes(open.library.now(), -90);
  const reveal = desk.make('desk-a', 'reader.reveal', 'reader-1', {}, { at: looked });
  expect(good(await desk.send([reveal])).results).toMatchObject([{ code: 'ok' }]);
  const facts = { reader: 'reader-1', request: null, command: reveal.id, at: looked };
  expect(await lines()).toEqual([{ what: 'reveal', who: 'desk-a', desk: 'd1', facts }]);
  // The same push again is the same looking.
  await desk.send([reveal]);
  expect(await lines()).toHaveLength(1);
});

it('a reveal for a request says which; other commands leave no line', async () => {
  const desk = laneDesk(open.lane, open.library, 'd1');
  const input = { ...moveInput('N1-1', 'c1'), readerId: 'reader-1' };
  expect(await desk.say('desk-a', 'reallocation.submit', 'r1', input)).toMatchObject({
    code: 'ok',
  });
  await desk.say('desk-a', 'reader.reveal', 'reader-1', { requestId: 'r1' });
  expect(await lines()).toMatchObject([{ what: 'reveal', facts: { request: 'r1' } }]);
});

it('a second person has signed in at that desk too, and stays in the log', async () => {
  const desk = laneDesk(open.lane, open.library, 'd1');
  const input = { ...moveInput('N1-1', 'c1'), readerId: 'reader-1' };
  await desk.say('desk-a', 'reallocation.submit', 'r1', input);
  const cancel = (secondPerson: string) =>
    desk.say('desk-a', 'reallocation.cancel', 'r1', { reason: 'duplicate', secondPerson });
  // A supervisor, whom this desk has never seen.
  expect(await cancel('boss')).toMatchObject({
    code: 'forbidden',
    refusal: 'not_signed_in_here',
  });
  expect(await cancel('desk-a')).toMatchObject({ refusal: 'second_person_needed' });
  expect(await cancel('keeper-a')).toMatchObject({ code: 'ok' });
  const log = await store.reads.log(0, 100);
  expect(log.some(({ image }) => image?.includes('"secondPerson":"keeper-a"'))).toBe(true);
});

it('a reveal that is refused here was seen at an offline desk all the same', async () => {
  const desk = laneDesk(open.lane, open.library, 'd1');
  await desk.say('keeper-a', 'reader.reveal', 'reader-1');
  await desk.say('courier', 'reader.reveal', 'reader-1');
  expect(await lines()).toMatchObject([
    { what: 'reveal_refused', who: 'keeper-a' },
    { what: 'reveal_refused', who: 'courier' },
  ]);
});

it('each opening of somebody’s staff page says whose, and by whom; a refused one was seen all the same', async () => {
  await addDesk(store, 'd2', 'north', 0, ['boss', 'chief']);
  const desk = laneDesk(open.lane, open.library, 'd2');
  const input = { staffId: 'desk-b' };
  const opened = desk.make('chief', 'staff_page.open', 'o1', input);
  await desk.send([opened]);
  expect(await lines()).toEqual([
    {
      what: 'open_staff_page_refused',
      who: 'chief',
      desk: 'd2',
      facts: { staff: 'desk-b', command: opened.id, at: opened.at },
    },
  ]);
  await desk.say('boss', 'staff_page.open', 'o2', input);
  expect((await lines()).at(-1)).toMatchObject({ what: 'open_staff_page', who: 'boss' });
});

it('cards that were merged, and who signed for it or for a departure, are in the trail', async () => {
  await addDesk(store, 'd2');
  const desk = laneDesk(open.lane, open.library, 'd2');
  const input = { into: 'reader-2', secondPerson: 'chief' };
  expect(await desk.say('boss', 'reader.merge', 'reader-1', input)).toMatchObject({ code: 'ok' });
  const note = { note: 'CANARY', secondPerson: 'chief' };
  expect(await desk.say('desk-a', 'reader.depart', 'reader-2', note)).toMatchObject({ code: 'ok' });
  const facts = { reader: 'reader-1', into: 'reader-2', second: 'chief' };
  expect(await lines()).toMatchObject([
    { what: 'merge_readers', who: 'boss', desk: 'd2', facts },
    { what: 'reader_departs', who: 'desk-a', facts: { reader: 'reader-2', into: null } },
  ]);
  expect(JSON.stringify(await lines())).not.toContain('CANARY');
});
