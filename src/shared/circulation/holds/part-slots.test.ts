// Two desks put copies of two readers into one slot without knowing of each other: both lie there, and a case says so.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { policiesOf } from '../../library/policies.ts';
import { SERVICE_DESK } from '../../queues/command.ts';
import { POLICY_DEFAULTS } from '../../queues/policies.ts';
import { receive } from '../../queues/engine/receive.ts';

/** c4 lies in the slot for reader-2, and c1, which came back at another desk, is kept for reader-3. */
async function twoKept() {
  const desk = modelDesk();
  const wish = { campus: 'north', kind: 'hold' };
  await desk.do('desk-a', 'loan.out', 'l4', { scan: 'C4', card: 'reader-1' });
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
  await desk.do('desk-a', 'hold.place', 'h4', { ...wish, titleId: 't2', card: 'reader-2' });
  await desk.do('desk-a', 'hold.place', 'h1', { ...wish, copyId: 'c1', card: 'reader-3' });
  await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
  await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
  await desk.do('desk-a', 'hold.shelve', 'h4', { scan: 'C4', slot: 'N-SLOT' });
  return desk;
}

type Desk = Awaited<ReturnType<typeof twoKept>>;
const shelve = (desk: Desk, more: object = {}) =>
  desk.command('desk-b', 'hold.shelve', 'h1', { scan: 'C1', slot: 'N-SLOT', ...more });
const cases = ({ world }: Desk) => world.all('circulation_case');

/** c1 was searched for and found for reader-1, and goes on the hold shelf. */
async function searched(desk: Desk) {
  const input = { code: 'F1', copyId: 'c1', readerId: 'reader-1' };
  await desk.do('desk-a', 'find_book.submit', 'f1', input);
  const found = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
  await desk.do('desk-a', 'find_book.found', 'f1', found);
  const { head } = desk.of('f1');
  const input2 = { scan: 'C1', slot: 'N-SLOT' };
  return desk.command('desk-a', 'find_book.hold_for_pickup', 'f1', input2, { expectHead: head });
}

describe('two readers’ copies in one slot', () => {
  it('both count, and a case names slot, masked reader and copy that lay there first', async () => {
    const desk = await twoKept();
    expect(await receive(desk.world, shelve(desk), modelEnv)).toMatchObject({ code: 'ok' });
    const holds = desk.world.all('hold');
    expect(holds.map(({ slot }) => slot)).toEqual(['n-slot', 'n-slot']);
    const reader = (await desk.world.get('reader', 'reader-2'))?.nameMasked;
    expect(cases(desk)).toMatchObject([
      {
        tried: 'hold.shelve',
        by: 'desk-b',
        copyId: 'c1',
        readerId: 'reader-3',
        code: 'slot_double',
        facts: { place: 'N-SLOT', reader, barcode: 'C4' },
        closedOn: null,
      },
    ]);
    const told = desk.world.all('notice').filter(({ code }) => code === 'hold.ready');
    expect(told.map(({ readerId }) => readerId).toSorted()).toEqual(['reader-2', 'reader-3']);
  });

  it('is no case where the person said so, nor where the library puts several copies into a slot', async () => {
    const meant = await twoKept();
    await receive(meant.world, shelve(meant, { shared: true }), modelEnv);
    expect(cases(meant)).toEqual([]);
    const policies = policiesOf({ ...POLICY_DEFAULTS, 'hold.slot_shared': true }, []);
    const settings = { ...modelEnv.settings, policies };
    const crowded = await twoKept();
    await receive(crowded.world, shelve(crowded), { ...modelEnv, settings });
    expect(cases(crowded)).toEqual([]);
  });

  it('is no case for one reader’s two copies, nor once the other has been handed out', async () => {
    const desk = await twoKept();
    await desk.do('desk-a', 'loan.out', 'l5', { scan: 'C4', card: 'reader-2' });
    await receive(desk.world, shelve(desk), modelEnv);
    await desk.do('desk-a', 'hold.shelve', 'h1', { scan: 'C1', slot: 'N-SLOT' });
    expect(cases(desk)).toEqual([]);
  });

  it('is noticed of the queues’ copies, too', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l4', { scan: 'C4', card: 'reader-1' });
    const wish = { titleId: 't2', campus: 'north', kind: 'hold', card: 'reader-2' };
    await desk.do('desk-a', 'hold.place', 'h4', wish);
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' });
    const late = await searched(desk);
    await desk.do('desk-a', 'hold.shelve', 'h4', { scan: 'C4', slot: 'N-SLOT' });
    await receive(desk.world, late, modelEnv);
    expect(desk.of('f1').state).toBe('ready');
    expect(cases(desk)).toMatchObject([
      { tried: 'find_book.hold_for_pickup', copyId: 'c1', facts: { barcode: 'C4' } },
    ]);
  });

  it('loses the masked name once the case is long closed', async () => {
    const desk = await twoKept();
    await receive(desk.world, shelve(desk), modelEnv);
    const id = cases(desk)[0]?.id ?? '';
    await desk.do('chief', 'circulation_case.close', id, { note: 'moved to the next slot' });
    await desk.do('system', 'circulation_case.unlink', id, {}, { desk: SERVICE_DESK });
    expect(cases(desk)[0]).toMatchObject({ readerId: null, facts: { barcode: 'C4' } });
    expect(cases(desk)[0]?.facts).not.toHaveProperty('reader');
  });
});
