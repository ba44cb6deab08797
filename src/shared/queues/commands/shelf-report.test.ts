// A shelf that was read: places from the scans, searches that end, tasks that are done, searches that begin.

import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';

const copies = (...ids: string[]) => ids.map((copyId) => ({ copyId, wrong: false }));
const report = (input: Record<string, unknown>) => ({ copies: [], tasks: [], ...input });
const find = (desk: ModelDesk, id: string, copyId: string) =>
  desk.do('desk-a', 'find_book.submit', id, { code: id.toUpperCase(), copyId });

describe('a shelf that was read', () => {
  it('is the place of every copy seen, which is no longer missing', async () => {
    const desk = modelDesk();
    const copy = await desk.world.get('copy', 'c1');
    if (copy) desk.world.put('copy', { ...copy, status: 'missing' });
    await desk.do(
      'desk-a',
      'shelf.report',
      'n-range',
      report({ copies: copies('c1', 'c2', 'gone') }),
    );
    const seen = { seenAt: 'n-range', seenOn: desk.now(), status: 'available' };
    expect(await desk.world.get('copy', 'c1')).toMatchObject(seen);
    expect(await desk.world.get('copy', 'c2')).toMatchObject(seen);
  });

  it('ends searches: misshelved where the copy stood wrong, else in its place', async () => {
    const desk = modelDesk();
    await find(desk, 'f1', 'c1');
    await find(desk, 'f2', 'c2');
    const told = report({ copies: [{ copyId: 'c1', wrong: true }, ...copies('c2')] });
    await desk.do('desk-a', 'shelf.report', 'n-range', told);
    expect(desk.of('f1')).toMatchObject({
      state: 'found',
      fields: { cause: 'misshelved', place: 'n-range' },
    });
    expect(desk.of('f2')).toMatchObject({ state: 'found', fields: { cause: 'in_place' } });
    expect(desk.eventsOf('f1').at(-1)).toMatchObject({ action: 'found', actor: 'desk-a' });
    expect(desk.holder('c1')).toBe('f1');
    expect(desk.world.all('shelf_task')).toHaveLength(1);
  });

  it('is where a copy was found that was given up, and where one stands that was on its way', async () => {
    const desk = modelDesk();
    await find(desk, 'f1', 'c4');
    const looked = { looked: ['shelf'], whyNotAll: 'closed stacks' };
    for (const searcher of ['desk-a', 'desk-b', 'boss']) {
      await desk.do(searcher, 'find_book.not_there', 'f1', looked);
    }
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    const crate = { crate: 'CR-001', destination: 'south', scan: 'C1' };
    await desk.do('desk-a', 'reallocation.send', 'r1', crate);
    const told = report({ copies: [{ copyId: 'c4', wrong: true }, ...copies('c1')] });
    await desk.do('desk-a', 'shelf.report', 'n-range', told);
    expect(desk.of('f1')).toMatchObject({
      state: 'found',
      fields: { cause: 'misshelved', place: 'n-range' },
    });
    expect(desk.eventsOf('r1').at(-1)).toMatchObject({ action: 'seen_at' });
    for (const id of ['c1', 'c4']) {
      expect((await desk.world.get('copy', id))?.seenAt).toBe('n-range');
    }
  });

  it('ends the search too where who reports may not record finds', async () => {
    const desk = modelDesk();
    await find(desk, 'f1', 'c1');
    await desk.do('keeper-a', 'shelf.report', 'n-range', report({ copies: copies('c1') }));
    expect(desk.of('f1')).toMatchObject({ state: 'found', fields: { cause: 'in_place' } });
    const [seen, found] = desk.eventsOf('f1').slice(-2);
    expect(seen).toMatchObject({ action: 'seen', facts: { by: 'keeper-a' } });
    expect(found).toMatchObject({ action: 'found', actor: 'system' });
  });

  it('does the tasks that were open for it', async () => {
    const desk = modelDesk();
    await find(desk, 'f1', 'c1');
    const how = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
    await desk.do('desk-a', 'find_book.found', 'f1', how);
    const [task] = desk.world.all('shelf_task');
    await desk.do('desk-b', 'shelf.report', 'n-range', report({ tasks: [task?.id ?? ''] }));
    expect(desk.world.all('shelf_task')[0]?.closedOn).toBe(desk.now());
  });

  it('leaves the tasks of other collections open', async () => {
    const desk = modelDesk();
    await find(desk, 'f1', 'c1');
    const how = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
    await desk.do('desk-a', 'find_book.found', 'f1', how);
    const [task] = desk.world.all('shelf_task');
    const told = report({ copies: copies('c2'), tasks: [task?.id ?? ''] });
    await desk.do('desk-a', 'shelf.report', 'n-arts', told);
    expect(desk.world.all('shelf_task')[0]?.closedOn).toBe(null);
    expect((await desk.world.get('copy', 'c2'))?.seenAt).toBe('n-arts');
  });

  it('leaves a copy alone that was seen elsewhere since', async () => {
    const desk = modelDesk();
    const early = desk.command(
      'desk-a',
      'shelf.report',
      'n-range',
      report({ copies: copies('c1') }),
    );
    await desk.do('desk-b', 'copy.sighting', 'c1');
    await desk.run(early);
    expect((await desk.world.get('copy', 'c1'))?.seenAt).toBe('n-desk');
  });

  it('is refused to others, elsewhere, and of what is no shelf', async () => {
    const desk = modelDesk();
    const told = report({});
    expect(await desk.refused('bookseller', 'shelf.report', 'n-range', told)).toBe('forbidden');
    expect(await desk.refused('desk-a', 'shelf.report', 's-range', told)).toBe('wrong_place');
    expect(await desk.refused('desk-a', 'shelf.report', 'n-desk', told)).toBe('not_found');
    expect(await desk.refused('desk-a', 'shelf.report', 'n-range', { copies: 1 })).toBe(
      'bad_command',
    );
  });
});

describe('what an inventory misses', () => {
  const missing = (copyId: string) => ({ place: 'n-main', copyId, code: 'N1-0001' });

  it('is looked for: the system opens a search, in nobody’s name', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'shelf.missing', 'f1', missing('c1'));
    expect(desk.of('f1')).toMatchObject({
      queue: 'find_book',
      state: 'open',
      code: 'N1-0001',
      copyId: 'c1',
      readerId: null,
      campus: 'north',
      fields: { looked: ['own_shelf', 'shelves_around'] },
    });
    expect(desk.eventsOf('f1')[0]).toMatchObject({ action: 'submit', actor: 'system' });
    expect((await desk.world.get('copy', 'c1'))?.status).toBe('available');
  });

  it('is not looked for where it is not expected: on loan, in other hands, out of use, of another shelf', async () => {
    const desk = modelDesk();
    const ask = async (copyId: string, place: string) => {
      const told = { place, copyId, code: 'N1-0001' };
      return desk.refused('desk-a', 'shelf.missing', 'f1', told);
    };
    expect(await ask('c1', 'n-arts')).toBe('not_expected');
    const copy = await desk.world.get('copy', 'c1');
    if (copy) desk.world.put('copy', { ...copy, status: 'withdrawn' });
    expect(await ask('c1', 'n-main')).toBe('not_expected');
    if (copy) desk.world.put('copy', copy);
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(await ask('c1', 'n-main')).toBe('not_expected');
  });

  it('is not looked for twice', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'shelf.missing', 'f1', missing('c1'));
    expect(await desk.refused('desk-a', 'shelf.missing', 'f2', missing('c1'))).toBe(
      'already_sought',
    );
    expect(await desk.refused('desk-a', 'shelf.missing', 'f3', missing('none'))).toBe('not_found');
    expect(await desk.refused('desk-a', 'shelf.missing', 'f1', missing('c2'))).toBe('bad_command');
  });
});

describe('practice', () => {
  const sitting = { exercises: 10, right: 8, seconds: 95, missed: [['TP311', 'TP32']] };

  it('is kept of whoever practised', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'practice.record', 'p1', sitting);
    expect(await desk.world.get('practice', 'p1')).toMatchObject({
      staffId: 'desk-a',
      day: '2018-06-06',
      ...sitting,
    });
  });

  it('keeps a missed call number as long as any that a copy can have', async () => {
    const desk = modelDesk();
    const missed = [[`TP${'1'.repeat(118)}`, 'TP32']];
    await desk.do('desk-a', 'practice.record', 'p1', { ...sitting, missed });
    expect(await desk.world.get('practice', 'p1')).toMatchObject({ missed });
  });

  it('cannot be more right than it was asked, nor written over', async () => {
    const desk = modelDesk();
    const record = (id: string, over: object) =>
      desk.refused('desk-a', 'practice.record', id, { ...sitting, ...over });
    expect(await record('p1', { right: 11 })).toBe('bad_command');
    await desk.do('desk-a', 'practice.record', 'p1', sitting);
    expect(await record('p1', {})).toBe('bad_command');
    expect(await desk.refused('bookseller', 'practice.record', 'p2', sitting)).toBe('forbidden');
  });
});
