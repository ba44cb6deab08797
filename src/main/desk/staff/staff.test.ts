// Staff pages at a desk: rows that follow the record, who sees what, openings that are kept, remarks that stay.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { staffScene } from '../../../../tests/support/staff-page.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await desk.signIn('desk-a');
});
afterEach(() => desk.close());

const { act, tomorrow, page, groups, open, rows } = staffScene(() => desk);

/** A move that desk-a picks and sends, ten minutes a step. */
async function movedToday(): Promise<string> {
  const requestId = await submitMove(desk);
  desk.clock.forward(10);
  await desk.signIn('keeper-a');
  await act(requestId, 'approve');
  desk.clock.forward(10);
  await desk.signIn('desk-b');
  await act(requestId, 'pick', { scan: 'C1' });
  desk.clock.forward(10);
  await act(requestId, 'send', { scan: 'C1', crate: 'CR-001', destination: 'south' });
  return requestId;
}

describe('one’s own page', () => {
  it('counts what was done on days that are over, with rows behind it', async () => {
    await movedToday();
    expect(await page()).toMatchObject({ own: true, timed: { effort: { n: 0 } } });
    await tomorrow();
    const told = await page();
    const tasks = 'picked approved'.split(' ').map((stage) => `reallocation/for_loan/${stage}`);
    expect(told.timed?.tasks.map(({ task, n, actual }) => [task, n, actual]).toSorted()).toEqual(
      tasks.map((task) => [task, 1, 10]).toSorted(),
    );
    expect(told.timed?.effort).toEqual({ units: 20, n: 2 });
    expect(told.timed?.ratio).toMatchObject({ n: 0, left: 2, hidden: 'few', estimate: null });
    expect(told.timed?.weeks.reduce((sum, { n }) => sum + n, 0)).toBe(2);
    expect(told.accuracy.scans).toMatchObject({ good: 0, of: 2, hidden: 'few' });
    const behind = await rows({ staffId: told.staffId, openingId: null }, 'effort');
    expect(behind.total).toBe(2);
    expect(behind.rows.map(({ action, minutes, weight }) => [action, minutes, weight])).toEqual([
      ['send', 10, 10],
      ['pick', 10, 10],
    ]);
  });

  it('follows an undo: what was undone is nobody’s', async () => {
    const requestId = await submitMove(desk);
    const again = await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    desk.clock.forward(10);
    await desk.signIn('keeper-a');
    await act(requestId, 'approve');
    await tomorrow();
    expect((await page()).timed?.effort.n).toBe(1);
    await desk.client['clock.advance']({ by: 'hour' });
    const { undo } = await act(again, 'approve');
    await act(again, 'undo', { commandId: undo?.commandId });
    await tomorrow();
    expect((await page()).timed?.effort.n).toBe(1);
  });

  it('is paged, and the pages together are the figure', async () => {
    await movedToday();
    await tomorrow();
    const { staffId } = await page();
    const subject = { staffId, openingId: null };
    const first = await rows(subject, 'scans', { limit: 1 });
    const second = await rows(subject, 'scans', { limit: 1, after: first.next });
    expect(first.total).toBe(2);
    expect([...first.rows, ...second.rows].map(({ action }) => action)).toEqual(['send', 'pick']);
  });

  it('is no bookseller’s, and nobody’s who is not signed in', async () => {
    await desk.signIn('bookseller');
    await expect(page()).rejects.toMatchObject({ code: 'denied' });
    await expect(groups()).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('another’s page', () => {
  it('opens only to an administrator who has it recorded, and only for that person', async () => {
    await movedToday();
    await tomorrow();
    const { staffId } = await page();
    await desk.signIn('boss');
    await expect(page(staffId)).rejects.toMatchObject({ code: 'denied' });
    const { openingId, outcome } = await open(staffId);
    expect(outcome).toMatchObject({ ok: true });
    expect(await page(staffId, openingId)).toMatchObject({
      own: false,
      answers: true,
      timed: { effort: { n: 2 } },
      openings: [{ by: 'boss', n: 1 }],
    });
    const subject = { staffId, openingId };
    expect((await rows(subject, 'effort')).total).toBe(2);
    await expect(page('desk-a', openingId)).rejects.toMatchObject({ code: 'denied' });
    await expect(rows({ staffId, openingId: null }, 'effort')).rejects.toMatchObject({
      code: 'denied',
    });
    await open(staffId);
    await tomorrow();
    await expect(page(staffId, openingId)).rejects.toMatchObject({ code: 'denied' });
    await open(staffId);
    await desk.signIn('desk-b');
    expect((await page()).openings).toMatchObject([
      { by: 'boss', n: 1 },
      { by: 'boss', n: 2 },
    ]);
  });

  it('is refused to a supervisor, who sees groups and no names', async () => {
    await movedToday();
    await tomorrow();
    await desk.signIn('chief');
    expect((await open('desk-b')).outcome).toMatchObject({ ok: false, code: 'forbidden' });
    const { groups: told, people } = await groups();
    expect(people).toEqual([]);
    expect(told.map(({ role, people: n, small, effort }) => [role, n, small, effort])).toEqual([
      ['desk', 1, true, null],
      ['collection', 1, true, null],
    ]);
    await expect(rows({ role: 'desk', campus: 'north' }, 'effort')).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('is listed by name after the groups, of which those of three people and more are told', async () => {
    const requestId = await submitMove(desk);
    const other = await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    await desk.signIn('keeper-a');
    await act(requestId, 'approve');
    await act(other, 'approve');
    await desk.signIn('chief');
    await act(other, 'confirm');
    desk.clock.forward(10);
    await desk.signIn('desk-a');
    await act(requestId, 'pick', { scan: 'C1' });
    await desk.signIn('desk-b');
    await act(requestId, 'send', { scan: 'C1', crate: 'CR-001', destination: 'south' });
    await desk.signIn('desk-c');
    await act(other, 'pick', { scan: 'C4' });
    await tomorrow();
    await desk.signIn('boss');
    const { groups: told, people } = await groups();
    expect(told.map(({ role, people: n, effort }) => [role, n, effort?.n])).toEqual([
      ['desk', 3, 3],
      ['collection', 1, undefined],
      ['supervisor', 1, undefined],
    ]);
    const names = people.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(names).not.toContain('bookseller');
    expect((await rows({ role: 'desk', campus: 'north' }, 'effort')).total).toBe(3);
    await expect(rows({ role: 'collection', campus: 'north' }, 'effort')).rejects.toMatchObject({
      code: 'denied',
    });
  });
});

it('a group’s figure of two people is told to nobody, though the group has three', async () => {
  const requestId = await submitMove(desk);
  const other = await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
  await desk.signIn('keeper-a');
  await act(requestId, 'approve');
  await desk.signIn('desk-a');
  await act(requestId, 'pick', { scan: 'C1' });
  await desk.signIn('desk-b');
  await act(requestId, 'send', { scan: 'C1', crate: 'CR-001', destination: 'south' });
  await desk.signIn('desk-c');
  await act(other, 'cancel', { reason: 'reader_cancel' });
  await tomorrow();
  await desk.signIn('boss');
  const told = (await groups()).groups.find(({ role }) => role === 'desk');
  expect(told).toMatchObject({ people: 3, small: false, effort: { n: 3 }, scans: null });
  expect(told?.found).toMatchObject({ of: 0 });
  await expect(rows({ role: 'desk', campus: 'north' }, 'scans')).rejects.toMatchObject({
    code: 'denied',
  });
  await expect(rows({ role: 'desk', campus: 'north' }, 'typed')).rejects.toMatchObject({
    code: 'denied',
  });
});

describe('remarks', () => {
  const remark = (staffId: string, text: string, answers: string | null = null) =>
    desk.client['staff.remark']({
      commandId: commandId(),
      staffId,
      figure: 'ratio',
      from: '2018-05-01',
      to: '2018-06-05',
      text,
      answers,
    });

  it('stand on the page for whoever opens it, with the answer', async () => {
    expect(await remark('desk-a', '五月在搬迁书库。')).toMatchObject({ ok: true });
    await desk.signIn('boss');
    const { openingId } = await open('desk-a');
    const [said] = (await page('desk-a', openingId)).remarks;
    expect(said).toMatchObject({ by: 'desk-a', text: '五月在搬迁书库。', figure: 'ratio' });
    expect(await remark('desk-a', '已注明。', said?.id ?? '')).toMatchObject({ ok: true });
    expect(await remark('desk-a', '另一句')).toMatchObject({ ok: false, code: 'forbidden' });
    await desk.signIn('desk-a');
    expect((await page()).remarks).toMatchObject([
      { by: 'desk-a' },
      { by: 'boss', text: '已注明。' },
    ]);
  });

  it('are shown with periods that they meet', async () => {
    await remark('desk-a', '只关五月');
    const short = await page(null, null, 30);
    expect(short.remarks).toHaveLength(1);
    for (let day = 0; day < 31; day += 1) await tomorrow();
    const later = await page(null, null, 30);
    expect(later.remarks).toEqual([]);
    expect((await page()).remarks).toHaveLength(1);
  });
});
