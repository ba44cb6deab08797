import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await desk.signIn('desk-a');
});
afterEach(() => desk.close());

const read = async (codes: string[], place: string | null = 'n-main', inventory = false) => {
  const told = await desk.client['shelving.read']({ place, codes, inventory });
  if (!told) throw new Error('no shelf');
  return told.reading;
};

describe('shelving at a desk', () => {
  it('reads what is scanned, and says what does not belong there', async () => {
    const { strangers, ordered, scanned } = await read(['c1', 'C1', 'NONE', 'C4']);
    expect({ ordered, scanned }).toEqual({ ordered: 1, scanned: 4 });
    expect(strangers.map(({ barcode, kind }) => [barcode, kind])).toEqual([
      ['C1', 'twice'],
      ['NONE', 'unknown'],
      ['C4', 'other_collection'],
    ]);
    expect(
      await desk.client['shelving.read']({ place: 'n-desk', codes: [], inventory: false }),
    ).toBe(null);
  });

  it('knows a copy whose code was read with stars or blanks', async () => {
    const { ordered, strangers } = await read(['*C1*', 'C 4']);
    expect(ordered).toBe(1);
    expect(strangers).toMatchObject([{ copy: { barcode: 'C4' }, kind: 'other_collection' }]);
  });

  it('takes an inventory, reports it, and has the missing looked for once', async () => {
    const { expected, missing } = await read(['C1'], 'n-main', true);
    expect(expected).toBe(missing.length + 1);
    const told = await desk.client['shelving.report']({
      commandId: commandId(),
      place: 'n-main',
      codes: ['C1', 'NONE'],
      tasks: [],
      source: 'wedge',
    });
    expect(told).toMatchObject({ ok: true, seen: 1 });
    const rows = missing.map(({ id }) => ({ commandId: commandId(), copyId: id }));
    const first = await desk.client['shelving.missing']({ place: 'n-main', rows });
    expect(first).toMatchObject({ ok: true });
    const again = await desk.client['shelving.missing']({
      place: 'n-main',
      rows: rows.map(({ copyId }) => ({ commandId: commandId(), copyId })),
    });
    const codesOf = (answer: typeof first) =>
      answer.ok
        ? answer.results.map(({ code, outcome }) => (outcome.ok ? code : outcome.code))
        : [];
    expect(codesOf(first)).toEqual(missing.map((_, at) => `N1-000${at + 1}`));
    expect(new Set(codesOf(again))).toEqual(new Set(['already_sought']));
    const after = await read(['C1'], 'n-main', true);
    expect(after.missing.every(({ lookedFor }) => lookedFor !== null)).toBe(true);
  });

  it('sorts a trolley by place', async () => {
    const { stops, unknown } = await desk.client['shelving.trolley']({
      codes: ['C4', 'C1', 'NONE', 'C1'],
    });
    expect(
      stops.map(({ collection, copies }) => [collection, copies.map((each) => each.barcode)]),
    ).toEqual([
      ['n-arts', ['C4']],
      ['n-main', ['C1']],
    ]);
    expect(unknown).toEqual(['NONE']);
  });

  it('lists a task where a copy stood wrong, until the shelf was read', async () => {
    const submitted = await desk.client['requests.submit']({
      commandId: commandId(),
      queue: 'find_book',
      input: { copyId: 'c1' },
    });
    const requestId = submitted.ok ? (submitted.requestId ?? '') : '';
    await desk.client['requests.act']({
      commandId: commandId(),
      requestId,
      action: 'found',
      input: { scan: 'C1', place: 'N-MAIN', cause: 'misshelved' },
      expectHead: null,
    });
    const [task] = await desk.client['shelving.tasks']({});
    expect(task).toMatchObject({ collection: 'n-main', code: 'N1-0001', callNumber: 'TP311/1' });
    await desk.client['shelving.report']({
      commandId: commandId(),
      place: 'n-main',
      codes: [],
      tasks: [task?.id ?? ''],
      source: 'wedge',
    });
    expect(await desk.client['shelving.tasks']({})).toEqual([]);
  });

  it('keeps practice, everybody’s own; a supervisor sees the assistants', async () => {
    const sitting = { exercises: 10, right: 9, seconds: 80, missed: [['TP311', 'TP32']] };
    expect(
      await desk.client['shelving.practised']({ commandId: commandId(), ...sitting }),
    ).toMatchObject({ ok: true });
    const mine = await desk.client['shelving.curves']({});
    expect(mine.own.points).toMatchObject([{ exercises: 10, right: 9, percent: 90 }]);
    expect(mine.others).toBe(null);
    await desk.signIn('boss');
    const theirs = await desk.client['shelving.curves']({});
    expect(theirs.own.points).toEqual([]);
    expect(theirs.others).toMatchObject([{ staffId: 'desk-a', curve: { right: 9 } }]);
  });
});
