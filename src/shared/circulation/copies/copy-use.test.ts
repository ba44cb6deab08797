// Copies out of use and back: who may, what follows for those who wait, and what is kept of it.

import { describe, expect, it } from 'vitest';
import { holdOf, noticesOf, setCopy } from '../../../../tests/support/hold-scene.ts';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';

const PHONE = { point: null };
const SOUTH = { point: 's-desk', desk: 'S1' };
const WHY = { reason: 'damaged', note: 'the spine is off' };

const statusOf = (desk: ModelDesk, id: string) =>
  desk.world.all('copy').find((copy) => copy.id === id)?.status;
const repair = { scan: 'C4', was: 'available', ...WHY };
const mended = { scan: 'C4', was: 'in_repair' };
const gone = { was: 'available', ...WHY };

describe('a copy in repair', () => {
  it('is put back in use by its scan, is where it was scanned, and can be lent again', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'copy.repair', 'c4', repair);
    expect(await desk.refused('desk-a', 'loan.out', 'l', { scan: 'C4', card: 'reader-1' })).toBe(
      'copy_in_repair',
    );
    await desk.do('desk-a', 'copy.restore', 'c4', mended);
    expect(desk.world.all('copy').find(({ id }) => id === 'c4')).toMatchObject({
      status: 'available',
      seenAt: 'n-desk',
      seenOn: desk.now(),
    });
    await desk.do('desk-a', 'loan.out', 'l', { scan: 'C4', card: 'reader-1' });
  });

  it('goes to whoever waits for the only copy as soon as it is mended', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l', { scan: 'C4', card: 'reader-1' });
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4', condition: 'damaged' });
    await desk.do('reader-2', 'hold.place', 'h', { titleId: 't2', campus: 'north' }, PHONE);
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'waiting' });
    const { remarks } = await desk.do('desk-a', 'copy.restore', 'c4', mended);
    expect(remarks).toContainEqual({ code: 'to_hold_shelf', facts: { campus: 'north' } });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c4' });
  });

  it('gives back what it was promised to, and another copy that stands free is kept instead', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C2', card: 'reader-1' });
    await setCopy(desk, 'c3', { lendable: false });
    await desk.do('reader-2', 'hold.place', 'h', { titleId: 't1', campus: 'north' }, PHONE);
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    await desk.do('desk-a', 'loan.back', 'c2', { scan: 'C2' });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c1' });
    await desk.do('desk-a', 'copy.repair', 'c1', { ...repair, scan: 'C1' });
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c2' });
  });

  it('sent home by a request of its own where it is mended away from there', async () => {
    const desk = modelDesk();
    await setCopy(desk, 'c4', { status: 'in_repair' });
    const { remarks } = await desk.do('desk-a', 'copy.restore', 'c4', mended, SOUTH);
    expect(remarks.map(({ code }) => code)).toContain('return_opened');
  });
});

describe('a copy that is withdrawn', () => {
  it('lets its holds wait for another one, or ends them where there is none, and says who asks for it', async () => {
    const desk = modelDesk();
    await askMove(desk, 'm', 'c4', 'reader-1');
    await setCopy(desk, 'c4', { status: 'missing' });
    await desk.do('reader-2', 'hold.place', 'h', { titleId: 't2', campus: 'north' }, PHONE);
    const { remarks } = await desk.do('keeper-a', 'copy.withdraw', 'c4', {
      ...gone,
      was: 'missing',
    });
    expect(statusOf(desk, 'c4')).toBe('withdrawn');
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'closed' });
    expect(noticesOf(desk)).toContain('hold.no_copy reader-2');
    expect(remarks).toContainEqual({ code: 'holds_ended', facts: { holds: 1 } });
    expect(remarks).toContainEqual({ code: 'copy_asked_for', facts: { requests: 1, code: 'M' } });
  });

  it('comes back only by whoever may withdraw, with words', async () => {
    const desk = modelDesk();
    await desk.do('keeper-a', 'copy.withdraw', 'c4', gone);
    const back = { scan: 'C4', was: 'withdrawn' };
    expect(await desk.refused('desk-a', 'copy.restore', 'c4', { ...back, note: 'n' })).toBe(
      'forbidden',
    );
    expect(await desk.refused('keeper-a', 'copy.restore', 'c4', back)).toBe('note_required');
    await desk.do('keeper-a', 'copy.restore', 'c4', { ...back, note: 'the wrong copy' });
    expect(statusOf(desk, 'c4')).toBe('available');
  });

  it('has to be settled first where a reader still answers for it', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l', { scan: 'C4', card: 'reader-1' });
    await desk.do('desk-a', 'loan.lost', 'l');
    const lost = { ...gone, was: 'lost' };
    expect(await desk.refused('keeper-a', 'copy.withdraw', 'c4', lost)).toBe('lost_unsettled');
    const found = { scan: 'C4', was: 'lost' };
    expect(await desk.refused('desk-a', 'copy.restore', 'c4', found)).toBe('copy_lost');
    await desk.do('desk-a', 'loan.settle', 'l', { how: 'paid' });
    await desk.do('keeper-a', 'copy.withdraw', 'c4', lost);
  });
});

describe('who takes a copy out of use', () => {
  it('takes the role, over the collection that owns it or where it is in the hand', async () => {
    const desk = modelDesk();
    const south = { campuses: ['south'] };
    desk.world.put('staff', staffRow('desk-s', [grantOf('desk', south)]));
    desk.world.put('staff', staffRow('chief-s', [grantOf('supervisor', south)]));
    const refused = (who: string, type: string, input: object, set: object = {}) =>
      desk.refused(who, type, 'c4', { ...input }, { ...set });
    expect(await refused('courier', 'copy.repair', repair)).toBe('forbidden');
    expect(await refused('desk-s', 'copy.repair', repair)).toBe('forbidden');
    expect(await refused('desk-a', 'copy.withdraw', gone)).toBe('forbidden');
    expect(await refused('keeper-b', 'copy.withdraw', gone)).toBe('forbidden');
    expect(await refused('chief-s', 'copy.withdraw', gone, SOUTH)).toBe('forbidden');
    await desk.do('desk-s', 'copy.repair', 'c4', repair, SOUTH);
    await desk.do('desk-s', 'copy.restore', 'c4', mended, SOUTH);
  });

  it('says why, and sees the copy as it is', async () => {
    const desk = modelDesk();
    const { reason: _reason, ...unsaid } = repair;
    expect(await desk.refused('desk-a', 'copy.repair', 'c4', unsaid)).toBe('missing_input');
    for (const reason of ['supplier', 'not_on_shelf']) {
      expect(await desk.refused('desk-a', 'copy.repair', 'c4', { ...repair, reason })).toBe(
        'bad_input',
      );
    }
    const bare = { ...repair, reason: 'other', note: '' };
    expect(await desk.refused('desk-a', 'copy.repair', 'c4', bare)).toBe('note_required');
    const { was: _was, ...blind } = repair;
    expect(await desk.refused('desk-a', 'copy.repair', 'c4', blind)).toBe('missing_input');
    expect(await desk.refused('desk-a', 'copy.restore', 'c4', mended)).toBe('copy_status');
    const whole = { scan: 'C4', was: 'available' };
    expect(await desk.refused('desk-a', 'copy.restore', 'c4', whole)).toBe('copy_status');
    await setCopy(desk, 'c4', { status: 'provisional' });
    const provisional = { ...repair, was: 'provisional' };
    expect(await desk.refused('desk-a', 'copy.repair', 'c4', provisional)).toBe('copy_provisional');
  });

  it('leaves what a reader or a request has in hand', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l', { scan: 'C1', card: 'reader-1' });
    const lent = { ...repair, scan: 'C1' };
    expect(await desk.refused('desk-a', 'copy.repair', 'c1', lent)).toBe('on_loan');
    await askMove(desk, 'm', 'c2', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'm', { copyId: 'c2' });
    expect(await desk.refused('keeper-a', 'copy.withdraw', 'c2', gone)).toBe('copy_in_custody');
  });

  it('keeps who did it, when and why, also of what came back damaged', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4', condition: 'damaged' });
    await desk.do('desk-b', 'copy.restore', 'c4', mended);
    await desk.do('desk-a', 'copy.repair', 'c4', repair);
    const kept = desk.world.all('circulation_case');
    expect(kept.map(({ by, tried, facts, note }) => [by, tried, facts['reason'], note])).toEqual([
      ['desk-a', 'loan.back', 'damaged', null],
      ['desk-b', 'copy.restore', '', null],
      ['desk-a', 'copy.repair', 'damaged', WHY.note],
    ]);
    expect(kept.every(({ closedOn, openedOn }) => closedOn === openedOn)).toBe(true);
  });
});
