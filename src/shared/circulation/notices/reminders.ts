// When a reader is reminded of a loan or of a copy on the hold shelf: instants that follow from the row and the policies.

import { addDays } from '../../library/zone.ts';
import type { Hold, Loan } from '../../library/entities.ts';
import { DAY_MS, instantOf, millis } from '../../lib/time.ts';
import type { Instant } from '../../lib/time.ts';
import type { DueCommand } from '../../queues/timers.ts';
import { uuidOf } from '../../queues/timers.ts';
import type { Env, Kind, Kinds, Settings } from '../../queues/world/world.ts';

/** What a reader is reminded of. */
const REMINDERS = ['loan.due_soon', 'loan.overdue', 'hold.expiring'] as const;
export type ReminderCode = (typeof REMINDERS)[number];

/** One reminder: from when on it is given, and which one it is of its code and due date. */
export interface Reminder {
  code: ReminderCode;
  at: Instant;
  /** Days before or after; with code and due date it names the reminder. */
  days: number;
}

/** A reminder that could not be given for so many days is not made up for. */
const STALE_DAYS = 3;

/** Whether the copy of an open loan was declared lost: only then it owes something before it ends. */
export function isOfLost({ closedOn, fine }: Loan): boolean {
  return closedOn === null && fine !== undefined;
}

/** Whether anybody is to be reminded of the row at all. */
export function isReminded(kind: Kind, row: Kinds[Kind]): boolean {
  if (kind === 'loan') {
    const { closedOn, claimedOn } = row as Loan;
    return closedOn === null && claimedOn === undefined && !isOfLost(row as Loan);
  }
  return kind === 'hold' && (row as Hold).status === 'ready';
}

function startIn(settings: Settings, due: Instant, days: number): Instant {
  const { calendars } = settings;
  return calendars.startOf(addDays(calendars.dayOf(due), days));
}

/** Days before and after it is due that a reader is reminded of a loan; no days before: not at all. */
function daysOfLoans({ policies }: Settings): { before: number; late: number[] } {
  const before = policies.number('notice.due_soon_days');
  return { before, late: policies.list('notice.overdue_days').map(Number) };
}

/** For each reminder of loans, from when to when a loan may be due for which it is given now. */
export function duesToRemind(settings: Settings, now: Instant): { from: Instant; to: Instant }[] {
  const { calendars } = settings;
  const { before, late } = daysOfLoans(settings);
  const today = calendars.dayOf(now);
  return [...(before > 0 ? [-before] : []), ...late].map((days) => ({
    from: calendars.startOf(addDays(today, -days - STALE_DAYS)),
    to: calendars.endOf(addDays(today, -days)),
  }));
}

function ofLoan({ dueOn, lentOn }: Loan, settings: Settings): Reminder[] {
  const { before, late } = daysOfLoans(settings);
  const soon = startIn(settings, dueOn, -before);
  // Whoever borrows for two days is not told three days before.
  const tellsSoon = before > 0 && soon > lentOn;
  return [
    ...(tellsSoon ? [{ code: 'loan.due_soon' as const, at: soon, days: before }] : []),
    ...late.map((days) => ({
      code: 'loan.overdue' as const,
      at: startIn(settings, dueOn, days),
      days,
    })),
  ];
}

function ofHold({ readyOn, readyUntil }: Hold, settings: Settings): Reminder[] {
  const days = settings.policies.number('notice.hold_expiring_days');
  if (days === 0 || readyUntil === undefined) return [];
  const at = startIn(settings, readyUntil, -days);
  return at > (readyOn ?? '') ? [{ code: 'hold.expiring', at, days }] : [];
}

/** Every reminder of a row, the first first; none where nobody is to be reminded. */
export function remindersOf(kind: Kind, row: Kinds[Kind], settings: Settings): Reminder[] {
  if (!isReminded(kind, row)) return [];
  const all = kind === 'loan' ? ofLoan(row as Loan, settings) : ofHold(row as Hold, settings);
  return all.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The reminder to give now: the newest that is due and neither stale nor outdated; null where there is none. */
export function reminderNow(
  reminders: readonly Reminder[],
  due: Instant,
  now: Instant,
): Reminder | null {
  const newest = reminders.findLast(({ at }) => at <= now);
  if (!newest || millis(now) - millis(newest.at) >= STALE_DAYS * DAY_MS) return null;
  // "Due soon" is over once it is due.
  return newest.code !== 'loan.overdue' && now > due ? null : newest;
}

/** The instant of the next reminder after now; null where none is left. */
export function nextReminder(reminders: readonly Reminder[], now: Instant): Instant | null {
  return reminders.find(({ at }) => at > now)?.at ?? null;
}

/** When a loan is due, or until when a copy waits. */
export function dueOf(kind: Kind, row: Kinds[Kind]): Instant {
  return kind === 'loan' ? (row as Loan).dueOn : ((row as Hold).readyUntil ?? instantOf(0));
}

/** Name of a reminder: once a row, code, due date and number of days. */
export function reminderName(id: string, { code, days }: Reminder, due: Instant): string {
  return `${id}/${code}/${due}/${days}`;
}

/** The system's command that gives a reminder. */
export function reminderCommand(
  env: Env,
  kind: 'loan' | 'hold',
  row: Loan | Hold,
  reminder: Reminder,
  now: Instant,
): DueCommand {
  const { code, days } = reminder;
  return {
    id: uuidOf(env, reminderName(row.id, reminder, dueOf(kind, row))),
    point: null,
    actor: 'system',
    type: `${kind}.remind`,
    v: 1,
    entity: row.id,
    expectHead: null,
    input: { code, days },
    at: now,
  };
}
