// What is out and who waits: single open loans in all four channels, holds and recalls on titles that are all out.

import type { Hold, Loan } from '../shared/library/entities.ts';
import { DAY_MS, instantOf, millis } from '../shared/lib/time.ts';
import { DEMO_START } from './about.ts';
import type { Copies, CopyPlan } from './copies.ts';
import { diceOf, idOf } from './dice.ts';
import type { Places } from './places.ts';
import type { Readers } from './readers.ts';

const START = millis(DEMO_START);
/** Shanghai's midnight, in ms after UTC's. */
const LOCAL_MIDNIGHT = 16 * 3_600_000;

/** Loans and holds that nobody's request made. */
export interface Circulation {
  loan(plan: CopyPlan): Loan;
  holds(titleIndex: number): Hold[];
}

function channelOf(unit: number): Loan['channel'] {
  if (unit < 0.41) return 'desk';
  if (unit < 0.73) return 'self_check';
  return unit < 0.95 ? 'mobile' : 'transfer';
}

/** Loans last thirty days and end with the day. */
export function loanEnd(lentOn: number, days: number): string {
  const midnight = Math.floor((lentOn - LOCAL_MIDNIGHT) / DAY_MS) * DAY_MS + LOCAL_MIDNIGHT;
  return instantOf(midnight + (days + 1) * DAY_MS - 1);
}

/** Loans and holds of a seed; `isLent` says which copies are out. */
export function circulationOf(
  seed: number,
  copies: Copies,
  titleId: (index: number) => string,
  readers: Readers,
  places: Places,
): Circulation {
  const someReader = (unit: number) => Math.floor(unit * readers.count * 0.93);
  return {
    loan: (plan) => {
      const dice = diceOf(seed, 'loan', plan.index);
      const lentOn = START - dice.between(1, 33) * DAY_MS + dice.between(30, 720) * 60_000;
      return {
        id: idOf(seed, 'loan', plan.index),
        ver: 1,
        copyId: copies.id(plan.index),
        readerId: readers.id(someReader(dice.unit())),
        lentOn: instantOf(lentOn),
        dueOn: loanEnd(lentOn, 30),
        channel: channelOf(dice.unit()),
        requestId: null,
        closedOn: null,
        charge: null,
      };
    },
    holds: (titleIndex) => {
      const all = copies.ofTitle(titleIndex).map(copies.plan);
      if (!all.every(copies.lent)) return [];
      const dice = diceOf(seed, 'hold', titleIndex);
      const count = dice.chance(0.2) ? (dice.chance(0.25) ? 2 : 1) : 0;
      return Array.from({ length: count }, (_, turn): Hold => ({
        id: idOf(seed, 'hold', titleIndex * 2 + turn),
        ver: 1,
        titleId: titleId(titleIndex),
        copyId: null,
        readerId: readers.id(someReader(dice.unit())),
        placedOn: instantOf(
          START - (2 - turn) * DAY_MS * dice.between(1, 5) - dice.between(0, 600) * 60_000,
        ),
        pickupCampus: places.campus(dice.chance(0.5) ? 'N' : 'S'),
        kind: dice.chance(0.08) ? 'recall' : 'hold',
        status: 'waiting',
      }));
    },
  };
}
