// Settings rows are saved whole by whoever may, on the version they saw, and never into nonsense.

import { describe, expect, it } from 'vitest';
import { grantOf } from '../../../../tests/support/model-library.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';

const vendor = {
  id: 'v2',
  ver: 0,
  code: 'V2',
  name: { zh: '书商', en: 'Bookseller' },
  email: '',
  active: true,
};

describe('saving a settings row', () => {
  it('is for the roles that the kind names', async () => {
    const desk = modelDesk();
    expect(await desk.send('desk-a', 'vendor.save', 'v2', { row: vendor })).toMatchObject({
      code: 'forbidden',
      facts: { action: 'administer', roles: 'acquisitions admin' },
    });
    await desk.do('buyer-a', 'vendor.save', 'v2', { row: vendor });
    const reason = { id: 'damaged', ver: 0, text: vendor.name, active: true, order: 1 };
    expect(await desk.refused('buyer-a', 'reason.save', 'damaged', { row: reason })).toBe(
      'forbidden',
    );
    await desk.do('boss', 'reason.save', 'damaged', { row: reason });
    expect(await desk.world.get('vendor', 'v2')).toEqual({ ...vendor, ver: 1 });
  });

  it('is refused on an old version', async () => {
    const desk = modelDesk();
    await desk.do('buyer-a', 'vendor.save', 'v2', { row: vendor });
    expect(await desk.refused('buyer-a', 'vendor.save', 'v2', { row: vendor })).toBe('row_changed');
    await desk.do('buyer-a', 'vendor.save', 'v2', { row: { ...vendor, ver: 1, email: 'a@b.cn' } });
    expect(await desk.world.get('vendor', 'v2')).toMatchObject({ ver: 2, email: 'a@b.cn' });
  });

  it('names the field that is wrong', async () => {
    const desk = modelDesk();
    const row = { ...vendor, email: 'nobody' };
    const outcome = await desk.send('buyer-a', 'vendor.save', 'v2', { row });
    expect(outcome).toMatchObject({ code: 'bad_input', facts: { field: 'email' } });
    expect(await desk.refused('buyer-a', 'vendor.save', 'v3', { row: vendor })).toBe('bad_command');
    expect(
      await desk.refused('boss', 'policy.save', 'x', { row: { id: 'x', ver: 0, value: 1 } }),
    ).toBe('bad_input');
    const late = { id: 'claim.desk_minutes', ver: 0, value: 'long' };
    expect(await desk.refused('boss', 'policy.save', late.id, { row: late })).toBe('bad_input');
    await desk.do('boss', 'policy.save', late.id, { row: { ...late, value: 20 } });
  });

  it('leaves a fund’s money alone and its budget above what is committed', async () => {
    const desk = modelDesk();
    const fund = desk.fund();
    if (!fund) throw new Error('no fund');
    const row = { ...fund, encumbered: 99, spent: 99, budget: 30_000 };
    await desk.do('buyer-a', 'fund.save', 'fund', { row });
    expect(desk.fund()).toMatchObject({ budget: 30_000, encumbered: 0, spent: 0, ver: 2 });
    desk.world.put('fund', { ...row, ver: 2, encumbered: 0, spent: 5000 });
    const less = { ...row, ver: 2, budget: 4000 };
    expect(await desk.refused('buyer-a', 'fund.save', 'fund', { row: less })).toBe(
      'budget_too_small',
    );
  });

  it('keeps a login one person’s, and the administrator an administrator', async () => {
    const desk = modelDesk();
    const boss = desk.world.all('staff').find((each) => each.id === 'boss');
    const demoted = { ...boss, grants: [grantOf('desk')] };
    expect(await desk.refused('boss', 'staff.save', 'boss', { row: demoted })).toBe('own_admin');
    const twin = { ...boss, id: 'twin', ver: 0 };
    expect(await desk.refused('boss', 'staff.save', 'twin', { row: twin })).toBe('bad_input');
    const fresh = { ...twin, login: 'twin' };
    await desk.do('boss', 'staff.save', 'twin', { row: fresh });
    await desk.do('system', 'staff.save', 'first', {
      row: { ...fresh, id: 'first', login: 'first' },
    });
  });

  it('keeps an administrator from shutting themselves out until a later day', async () => {
    const desk = modelDesk();
    const boss = desk.world.all('staff').find((each) => each.id === 'boss');
    const later = { ...boss, grants: [{ ...grantOf('admin'), from: '2099-01-01' }] };
    expect(await desk.refused('boss', 'staff.save', 'boss', { row: later })).toBe('own_admin');
  });

  it('refuses a grant that reaches nothing, or what there is not', async () => {
    const desk = modelDesk();
    const row = desk.world.all('staff').find((each) => each.id === 'desk-b');
    const fields = async (change: Record<string, unknown>) => {
      const grants = [{ ...grantOf('desk'), ...change }];
      const outcome = await desk.send('boss', 'staff.save', 'desk-b', { row: { ...row, grants } });
      return outcome.ok ? null : outcome.facts['field'];
    };
    expect(await fields({ campuses: [] })).toBe('grants.0.campuses');
    expect(await fields({ campuses: ['n-desk'] })).toBe('grants.0.campuses');
    expect(await fields({ collections: ['nowhere'] })).toBe('grants.0.collections');
    expect(await fields({ vendorId: 'nobody' })).toBe('grants.0.vendorId');
    const stranger = { ...row, readerId: 'nobody' };
    const outcome = await desk.send('boss', 'staff.save', 'desk-b', { row: stranger });
    expect(outcome).toMatchObject({ code: 'bad_input', facts: { field: 'readerId' } });
    expect(await fields({ campuses: ['north'], collections: ['n-main'] })).toBeNull();
  });

  it('keeps places in a tree with codes of their own', async () => {
    const desk = modelDesk();
    const slot = desk.world.all('place').find((each) => each.id === 'n-slot');
    const row = { ...slot, id: 'n-slot-2', ver: 0 };
    expect(await desk.refused('boss', 'place.save', row.id, { row })).toBe('bad_input');
    const other = { ...row, code: 'N-SLOT-2', campus: 'south' };
    expect(await desk.refused('boss', 'place.save', row.id, { row: other })).toBe('bad_input');
    await desk.do('boss', 'place.save', row.id, { row: { ...other, campus: 'north' } });
    const field = async (id: string, change: Record<string, unknown>) => {
      const before = desk.world.all('place').find((each) => each.id === id);
      const outcome = await desk.send('boss', 'place.save', id, { row: { ...before, ...change } });
      return outcome.ok ? null : outcome.facts['field'];
    };
    expect(await field('n-slot', { kind: 'point' })).toBe('kind');
    expect(await field('north', { calendarId: 'nowhere' })).toBe('calendarId');
    expect(await field('n-range', { fromNumber: 'B', toNumber: 'A' })).toBe('toNumber');
    expect(await field('n-range', { fromNumber: '???' })).toBe('fromNumber');
    expect(await field('n-desk', { active: false })).toBe('active');
    expect(await field('s-desk', { active: false })).toBeNull();
  });
});
