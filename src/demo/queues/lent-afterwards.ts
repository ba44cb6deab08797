// How often a book that was read first is lent once it stands on the shelf: loans that are all closed again.

import type { Loan } from '../../shared/library/entities.ts';
import { DAY_MS, instantOf, millis } from '../../shared/lib/time.ts';
import { DEMO_START } from '../about.ts';
import { loanEnd } from '../circulation.ts';
import { diceOf, idOf } from '../dice.ts';
import { someReader } from './stage.ts';
import type { Stage } from './stage.ts';

/** Loans that one copy has at most. */
const MOST = 8;
const FIRST_INDEX = 0x0d00_0000;

/** Loans of a copy one after the other, from the day on which it was shelved; some wait long for their next reader. */
export function lentAfterwards(
  stage: Stage,
  copyId: string,
  shelvedOn: string,
  index: number,
): Loan[] {
  const loans: Loan[] = [];
  const pace = diceOf(stage.seed, 'loan', FIRST_INDEX + index * MOST).between(8, 150);
  let at = millis(shelvedOn);
  for (let turn = 0; turn < MOST; turn += 1) {
    const number = FIRST_INDEX + index * MOST + turn;
    const dice = diceOf(stage.seed, 'loan', number);
    const lentOn = at + dice.between(2, pace) * DAY_MS;
    const closedOn = lentOn + dice.between(4, 29) * DAY_MS;
    if (closedOn >= millis(DEMO_START)) break;
    loans.push({
      id: idOf(stage.seed, 'loan', number),
      ver: 1,
      copyId,
      readerId: stage.readers.id(someReader(stage, dice, lentOn)),
      lentOn: instantOf(lentOn),
      dueOn: loanEnd(lentOn, 30),
      channel: dice.chance(0.6) ? 'desk' : 'self_check',
      requestId: null,
      closedOn: instantOf(closedOn),
      charge: null,
    });
    at = closedOn;
  }
  return loans;
}
