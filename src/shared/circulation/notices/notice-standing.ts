// Whether what a reader would be told of a loan, a hold or a suggestion still holds when it is sent.

import type { Notice } from '../../library/entities.ts';
import { isUnverified } from '../../queues/world/row-lists.ts';
import type { World } from '../../queues/world/world.ts';

type Looking = Pick<World, 'get' | 'list'>;

const factOf = ({ facts }: Notice, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' ? value : '';
};

/** The reader's open loan that a notice is about: by its id, else by the copy's barcode. */
async function loanOf(world: Looking, notice: Notice) {
  const id = factOf(notice, 'loanId');
  const named = id === '' ? undefined : await world.get('loan', id);
  const [copy] = named ? [] : await world.list('copyByBarcode', factOf(notice, 'barcode'));
  const loan = named ?? (copy && (await world.list('openLoanOf', copy.id))[0]);
  return loan?.closedOn === null && loan.readerId === notice.readerId ? loan : undefined;
}

/** The reader's hold that lies ready: by its id, else by the title that the notice names. */
async function readyHoldOf(world: Looking, notice: Notice) {
  const id = factOf(notice, 'holdId');
  const holds = await world.list('holdsOfReader', notice.readerId);
  for (const hold of holds.filter(({ status }) => status === 'ready')) {
    const title = id === '' ? await world.get('title', hold.titleId) : undefined;
    if (id === '' ? title?.title === factOf(notice, 'title') : hold.id === id) return hold;
  }
  return undefined;
}

async function isStillDue(world: Looking, notice: Notice): Promise<boolean> {
  const loan = await loanOf(world, notice);
  return loan?.claimedOn === undefined && loan?.dueOn === factOf(notice, 'due');
}

const STANDS: Readonly<Record<string, (world: Looking, notice: Notice) => Promise<boolean>>> = {
  'loan.due_soon': isStillDue,
  'loan.overdue': isStillDue,
  'loan.recalled': async (world, notice) => (await loanOf(world, notice))?.recalledOn !== undefined,
  'loan.recall_lifted': async (world, notice) => {
    const loan = await loanOf(world, notice);
    return loan !== undefined && loan.recalledOn === undefined;
  },
  'loan.renewed': async (world, notice) => (await loanOf(world, notice)) !== undefined,
  'loan.renewal_refused': async (world, notice) => (await loanOf(world, notice)) !== undefined,
  'loan.unverified': async (world, notice) => {
    const loan = await loanOf(world, notice);
    return loan !== undefined && isUnverified(loan);
  },
  'hold.ready': async (world, notice) => (await readyHoldOf(world, notice))?.slot !== undefined,
  'hold.expiring': async (world, notice) => {
    const hold = await readyHoldOf(world, notice);
    return hold !== undefined && hold.readyUntil === factOf(notice, 'due');
  },
};

/** Notices of a loan of which the newest counts. */
const OF_ONE: Readonly<Record<string, string>> = {
  'loan.due_soon': 'due',
  'loan.overdue': 'due',
  'loan.renewed': 'renewal',
  'loan.renewal_refused': 'renewal',
};

/** What two notices are about, where the newer replaces the older: a loan's due date, a hold, a suggested book. */
function subjectOf(notice: Notice): string | null {
  const [family] = notice.code.split('.');
  if (family === 'loan') {
    const kind = OF_ONE[notice.code] ?? notice.code;
    return `${kind} ${factOf(notice, 'barcode') || factOf(notice, 'loanId')}`;
  }
  if (family !== 'hold' && family !== 'suggestion') return null;
  // Two books may have one name.
  return `${family} ${factOf(notice, `${family}Id`) || factOf(notice, 'title')}`;
}

/** Whether a notice about no request still stands: its subject is as it says, and nothing newer is told of it. */
export async function stillStands(
  world: Looking,
  notice: Notice,
  others: readonly Notice[],
): Promise<boolean> {
  const check = STANDS[notice.code];
  if (check && !(await check(world, notice))) return false;
  const subject = subjectOf(notice);
  if (subject === null) return true;
  const newer = others.some(
    (other) =>
      other.id !== notice.id &&
      other.requestId === null &&
      other.at > notice.at &&
      subjectOf(other) === subject,
  );
  return !newer;
}
