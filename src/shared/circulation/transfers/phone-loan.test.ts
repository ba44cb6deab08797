import { describe, expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import type { CirculationStory } from '../../../../tests/support/circulation-story.ts';

const phone = (story: CirculationStory, scan: string, id = `p-${scan}`, reader = 'reader-1') =>
  story.does(reader, 'loan.phone', id, { scan });
const verify = (story: CirculationStory, scan: string) =>
  story.does('desk-a', 'loan.verify', `c${scan.slice(1)}`, { scan });

describe('a loan by phone', () => {
  it('is a loan at once, and released by the first scan at a desk or gate', async () => {
    const story = circulationStory();
    expect((await phone(story, 'C1')).code).toBe('ok');
    expect(await story.loan('p-C1')).toMatchObject({
      channel: 'mobile',
      readerId: 'reader-1',
      verifyBy: '2018-06-06T00:45:00.000Z',
    });
    expect(await story.world.list('unverifiedLoans')).toHaveLength(1);
    story.wait(5);
    expect(await verify(story, 'C1')).toMatchObject({ code: 'ok', remarks: ['loan_verified'] });
    expect((await story.loan('p-C1')).verifiedOn).toBe(story.now());
    expect(await story.world.list('unverifiedLoans')).toEqual([]);
    expect(await story.world.get('copy', 'c1')).toMatchObject({ seenAt: 'n-desk' });
    // A second scan, or that of a loan at a desk, releases as well.
    expect((await verify(story, 'C1')).remarks).toEqual(['loan_released']);
    await story.lends('reader-2', 'C2');
    expect((await verify(story, 'C2')).remarks).toEqual(['loan_released']);
  });

  it('nothing goes out that nobody has borrowed', async () => {
    const story = circulationStory();
    expect(await verify(story, 'C1')).toMatchObject({ code: 'no_loan', facts: { barcode: 'C1' } });
    expect((await verify(story, 'C9')).code).toBe('unknown_barcode');
    const courier = await story.does('courier', 'loan.verify', 'c1', { scan: 'C1' });
    expect(courier.code).toBe('forbidden');
  });

  it('has the rules of a desk, which nobody passes', async () => {
    const story = circulationStory();
    await story.lends('reader-2', 'C1');
    expect((await phone(story, 'C1')).code).toBe('on_loan');
    expect((await phone(story, 'C9')).code).toBe('unknown_barcode');
    const copy = await story.world.get('copy', 'c2');
    if (copy) story.world.put('copy', { ...copy, ver: 9, lendable: false });
    const passed = { scan: 'C2', override: true, reason: 'other', note: 'please' };
    expect((await story.does('reader-1', 'loan.phone', 'p', passed)).code).toBe('not_lendable');
    const nowhere = { scan: 'C4', place: 'NOWHERE' };
    expect((await story.does('reader-1', 'loan.phone', 'p', nowhere)).code).toBe('bad_input');
    expect((await story.does('desk-a', 'loan.phone', 'p', { scan: 'C4' })).code).toBe('forbidden');
    expect((await phone(story, 'C4')).code).toBe('ok');
    expect((await phone(story, 'C4', 'again')).code).toBe('on_loan_to_reader');
    expect((await phone(story, 'C5', 'p-C4')).code).toBe('bad_command');
  });

  it('takes the copy that is being fetched for this very reader, and ends the errand', async () => {
    const story = circulationStory();
    const wanted = { titleId: 't3', campus: 'north', kind: 'hold' };
    expect((await story.does('reader-1', 'hold.place', 'h1', wanted)).code).toBe('ok');
    const [errand] = story.world.all('request').filter(({ copyId }) => copyId === 'c5');
    expect(errand).toMatchObject({ queue: 'reallocation', endedOn: null });
    expect((await phone(story, 'C5', 'p2', 'reader-2')).code).toBe('on_hold_shelf');
    expect((await phone(story, 'C5')).code).toBe('ok');
    expect(await story.world.get('hold', 'h1')).toMatchObject({ outcome: 'lent' });
    expect((await story.world.get('request', errand?.id ?? ''))?.endedOn).not.toBeNull();
  });

  it('which nobody has seen in time stays a loan, its reader is told, and a late scan is marked', async () => {
    const story = circulationStory();
    await phone(story, 'C1');
    expect((await story.does('system', 'loan.lapse', 'p-C1')).code).toBe('not_due');
    story.wait(16);
    expect((await story.does('reader-1', 'loan.lapse', 'p-C1')).code).toBe('forbidden');
    expect((await story.does('system', 'loan.lapse', 'p-C1')).code).toBe('ok');
    expect(await story.told('reader-1')).toEqual(['loan.unverified']);
    expect(await story.world.list('unverifiedLoans')).toHaveLength(1);
    expect((await verify(story, 'C1')).remarks).toEqual(['loan_verified_late']);
    expect((await story.does('system', 'loan.lapse', 'p-C1')).code).toBe('not_due');
  });

  it('a return verifies nothing, and a copy brought back at once is no lapse', async () => {
    const story = circulationStory({ 'phone_loan.lapses': 1 });
    await phone(story, 'C1');
    story.wait(5);
    await story.does('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect((await story.loan('p-C1')).verifiedOn).toBeUndefined();
    story.wait(60);
    expect((await phone(story, 'C2')).code).toBe('ok');
    story.wait(60);
    await story.does('desk-a', 'loan.back', 'c2', { scan: 'C2' });
    expect(await phone(story, 'C1', 'p2')).toMatchObject({
      code: 'phone_lapsed',
      facts: { times: 1, days: 30 },
    });
  });
});

describe('limits on phones', () => {
  it('so many at a time that nobody has seen', async () => {
    const story = circulationStory({ 'phone_loan.unverified': 2 });
    await phone(story, 'C1');
    await phone(story, 'C4');
    expect(await phone(story, 'C5')).toMatchObject({
      code: 'phone_unverified',
      facts: { count: 2, most: 2 },
    });
    await verify(story, 'C1');
    expect((await phone(story, 'C5')).code).toBe('ok');
  });

  it('so many a day, returned ones too', async () => {
    const story = circulationStory({ 'phone_loan.per_day': 2 });
    for (const id of ['p1', 'p2']) {
      expect((await phone(story, 'C1', id)).code).toBe('ok');
      story.wait(1);
      await story.does('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    }
    expect((await phone(story, 'C1', 'p3')).code).toBe('phone_today');
    expect((await phone(story, 'C1', 'p3', 'reader-2')).code).toBe('ok');
    story.wait(24 * 60);
    await story.does('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect((await phone(story, 'C1', 'p4')).code).toBe('ok');
  });

  it('whoever did not show two in thirty days borrows at a desk', async () => {
    const story = circulationStory();
    for (const scan of ['C1', 'C4']) {
      await phone(story, scan);
      story.wait(20);
      await verify(story, scan);
    }
    expect((await phone(story, 'C2')).code).toBe('phone_lapsed');
    story.wait(31 * 24 * 60);
    await story.does('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    await story.does('desk-a', 'loan.back', 'c4', { scan: 'C4' });
    expect((await phone(story, 'C2')).code).toBe('ok');
  });
});

it('one’s own request for the copy is done by the loan, another’s keeps the copy', async () => {
  const story = circulationStory();
  const asked = { code: 'W-1', copyId: 'c1' };
  expect((await story.does('reader-1', 'find_book.submit', 'r1', asked)).code).toBe('ok');
  expect((await phone(story, 'C1')).code).toBe('ok');
  expect((await story.world.get('request', 'r1'))?.endedOn).not.toBeNull();
});
