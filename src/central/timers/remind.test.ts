// Reminders: found by their instant, given once a loan and due date, whatever is written or set in between.

import { describe, expect, it, vi } from 'vitest';
import { reminderNotice } from '../../shared/circulation/notices/remind.ts';
import type { Loan } from '../../shared/library/entities.ts';
import { FRESH, NEVER, listingsOf, partsOf } from '../lane/stored.ts';
import { NO_ROWS } from './run-due.ts';
import { runReminders } from './remind.ts';
import { laneClock, laneOver } from '../../../tests/support/central-lane.ts';
import { useOneDesk } from '../../../tests/support/one-desk.ts';

const DAY = 1440;
const at = useOneDesk();

/** A loan, written as it lies in an older store, that is due so many days after now. */
async function lend(id: string, copyId: string, days: number, set: Partial<Loan> = {}) {
  await at.reopen();
  const { calendars } = at.open.lane.settings();
  const now = at.open.library.now();
  const day = calendars.dayOf(new Date(Date.parse(now) + days * 86_400_000).toISOString());
  const loan: Loan = {
    id,
    ver: 1,
    copyId,
    readerId: 'reader-1',
    lentOn: '2018-01-01T00:00:00.000Z',
    dueOn: new Date(Date.parse(calendars.endOf(day)) - 1).toISOString(),
    channel: 'desk',
    requestId: null,
    closedOn: null,
    charge: null,
    ...set,
  };
  await at.store.lane((writes) =>
    writes.write({
      ...NO_ROWS,
      rows: [partsOf('loan', loan).stored],
      unlisted: [],
      listed: listingsOf('loan', loan, null),
    }),
  );
}

const parts = () => ({ store: at.store, lane: at.open.lane, log: () => undefined });
const run = () => runReminders(parts());
const told = async () =>
  (await at.open.lane.look((world) => world.list('noticesOfReader', 'reader-1'))).map(
    ({ code, facts }) => `${code} ${String(facts['loanId'])}`,
  );
const keys = async () =>
  (await at.store.reads.listedUpTo('reminder', NEVER, 100)).map(({ key }) => key);

describe('reminders of loans', () => {
  it('come three days before, and 1, 7, 14 and 30 days after the due day, each once', async () => {
    await lend('l1', 'c1', 10);
    const on: Record<number, string[]> = {};
    for (let day = 0; day <= 50; day += 1) {
      const before = (await told()).length;
      await run();
      await run();
      const more = (await told()).slice(before);
      if (more.length > 0) on[day] = more;
      laneClock.forward(DAY);
    }
    const late = ['loan.overdue l1'];
    expect(on).toEqual({ 7: ['loan.due_soon l1'], 11: late, 17: late, 24: late, 40: late });
    expect(await keys()).toEqual([NEVER]);
  });

  it('are not given where a desk told them while it was alone', async () => {
    await lend('l1', 'c1', 2);
    const notice = await at.open.lane.look(async (world, env) => {
      const loan = await world.get('loan', 'l1');
      const scene = { world, env, at: at.open.library.now() };
      return loan ? reminderNotice(scene, 'loan', loan) : null;
    });
    const input = { how: 'phone', loanId: 'l1', code: 'loan.due_soon' };
    const marked = await at.desk.say('desk-a', 'notice.told', notice?.id ?? '', input);
    expect(marked).toMatchObject({ code: 'ok' });
    expect(await run()).toBe(0);
    expect(await told()).toEqual(['loan.due_soon l1']);
  });

  it('are given once when two processes look at the same time', async () => {
    await lend('l1', 'c1', 2);
    const other = await laneOver(at.store);
    await Promise.all([run(), runReminders({ ...parts(), lane: other.lane })]);
    expect(await told()).toEqual(['loan.due_soon l1']);
    await other.lane.close();
  });

  it('begin anew for another due date, and end with the loan', async () => {
    await lend('l1', 'c1', 2);
    expect(await run()).toBe(1);
    await lend('l1', 'c1', 30, { ver: 2 });
    expect(await run()).toBe(0);
    laneClock.forward(27 * DAY);
    expect(await run()).toBe(1);
    await lend('l1', 'c1', 3, { ver: 3, closedOn: at.open.library.now() });
    expect(await run()).toBe(0);
  });

  it('that were missed for days are not made up for, and not sent for what is over', async () => {
    await lend('l1', 'c1', -5);
    await lend('l2', 'c2', -2);
    expect(await run()).toBe(1);
    expect(await told()).toEqual(['loan.overdue l2']);
    await lend('l3', 'c4', 1, { claimedOn: at.open.library.now() });
    expect(await run()).toBe(0);
  });

  it('follow the library’s days at once where it changes them', async () => {
    await lend('l1', 'c1', 5);
    expect(await run()).toBe(0);
    expect(await keys()).not.toContain(FRESH);
    const row = { id: 'notice.due_soon_days', ver: 0, value: 5 };
    expect(await at.desk.say('boss', 'policy.save', row.id, { row })).toMatchObject({ code: 'ok' });
    expect(await run()).toBe(1);
    expect(await told()).toEqual(['loan.due_soon l1']);
  });

  it('are looked for in one question, however many loans there are', async () => {
    for (let n = 0; n < 12; n += 1) await lend(`l${n}`, 'c1', 10);
    const asked = vi.spyOn(at.store.reads, 'rows');
    await run();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await keys()).not.toContain(FRESH);
  });

  it('are the system’s: nobody else reminds', async () => {
    await lend('l1', 'c1', 2);
    const input = { code: 'loan.due_soon', days: 3 };
    expect(await at.desk.say('boss', 'loan.remind', 'l1', input)).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('reminders of the hold shelf', () => {
  it('come the day before it ends', async () => {
    const { calendars } = at.open.lane.settings();
    const now = at.open.library.now();
    const readyUntil = calendars.addOpenDays('hours', now, 3);
    const hold = {
      id: 'h1',
      ver: 1,
      titleId: 't1',
      copyId: 'c1',
      readerId: 'reader-1',
      placedOn: now,
      pickupCampus: 'north',
      kind: 'hold' as const,
      status: 'ready' as const,
      readyOn: now,
      readyUntil,
    };
    await at.store.lane((writes) =>
      writes.write({
        ...NO_ROWS,
        rows: [partsOf('hold', hold).stored],
        unlisted: [],
        listed: listingsOf('hold', hold, null),
      }),
    );
    expect(await run()).toBe(0);
    laneClock.forward(2 * DAY);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    const notices = await at.open.lane.look((world) => world.list('noticesOfReader', 'reader-1'));
    expect(notices).toMatchObject([{ code: 'hold.expiring', requestId: null }]);
  });
});
